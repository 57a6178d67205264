package io.deskledger.api.webhook;

import io.deskledger.api.webhook.receiver.Outcome;
import io.deskledger.runtime.stop.BackgroundWork;
import io.deskledger.runtime.stop.Deadline;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that hands out due attempts, each to a thread of its own; outlives any error. */
@Singleton
final class DeliveryWorker implements ApplicationEventListener<ServerStartupEvent>, BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

    private final DeliveryService deliveries;
    private final Sender sender;
    private final DeliveryBell bell;
    private final WebhookMetrics metrics;
    private final WebhookSettings settings;
    private final ExecutorService attempts = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-attempt-", 0).factory());
    private volatile boolean running = true;
    private @Nullable Thread thread;

    DeliveryWorker(
            DeliveryService deliveries,
            Sender sender,
            DeliveryBell bell,
            WebhookMetrics metrics,
            WebhookSettings settings) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.bell = bell;
        this.metrics = metrics;
        this.settings = settings;
        if (settings.lease().compareTo(sender.limit()) <= 0) {
            throw new ConfigurationException(
                    "DESKLEDGER_WEBHOOK_LEASE must be longer than an attempt may take, which is " + sender.limit());
        }
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.enabled()) {
            thread = Thread.ofPlatform().name("webhook-deliveries").daemon().start(this::run);
        } else {
            LOG.info("Webhooks: not sent by this instance");
        }
    }

    @Override
    public void end() {
        running = false;
        bell.ring();
    }

    /** Lets the attempts that are under way end, so that none of them has to be made again. */
    @Override
    public void awaitEnd(Deadline deadline) throws InterruptedException {
        deadline.join(thread);
        attempts.shutdown();
        if (!attempts.awaitTermination(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Attempts that are under way are left to another instance");
        }
    }

    private void run() {
        LOG.info("Webhooks: {}", settings);
        try {
            while (running) {
                if (!pass()) {
                    bell.await(settings.poll());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins what is due; tells whether there was anything. */
    private boolean pass() {
        try {
            List<Claimed> claimed = deliveries.claim();
            claimed.forEach(attempt -> attempts.execute(() -> make(attempt)));
            return !claimed.isEmpty();
        } catch (RuntimeException e) {
            LOG.warn("Due deliveries of webhooks could not be had and are asked for again", e);
            return false;
        }
    }

    private void make(Claimed attempt) {
        try {
            Outcome outcome = sender.send(attempt);
            metrics.attempted(outcome.succeeded());
            deliveries.conclude(attempt, outcome);
        } catch (RuntimeException e) {
            LOG.warn("Delivery {} is made again when its lease has ended", attempt.deliveryId(), e);
        } finally {
            bell.ring();
        }
    }
}
