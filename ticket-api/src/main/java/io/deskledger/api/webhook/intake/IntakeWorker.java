package io.deskledger.api.webhook.intake;

import io.deskledger.api.webhook.DeliveryBell;
import io.deskledger.runtime.stop.BackgroundWork;
import io.deskledger.runtime.stop.Deadline;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads changes for webhooks; outlives every error. */
@Singleton
final class IntakeWorker implements ApplicationEventListener<ServerStartupEvent>, BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeWorker.class);

    private final ChangesLog log;
    private final IntakeService intake;
    private final DeliveryBell bell;
    private final IntakeSettings settings;
    private final AtomicLong lag = new AtomicLong();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable IntakeSession session;

    IntakeWorker(
            ChangesLog log, IntakeService intake, DeliveryBell bell, IntakeSettings settings, MeterRegistry registry) {
        this.log = log;
        this.intake = intake;
        this.bell = bell;
        this.settings = settings;
        Gauge.builder("deskledger.webhooks.intake.lag", lag, AtomicLong::get)
                .description("Changes that this instance is yet to read for webhooks")
                .register(registry);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.enabled()) {
            thread = Thread.ofPlatform().name("webhook-intake").daemon().start(this::run);
        }
    }

    @Override
    public void end() {
        stopping.countDown();
        IntakeSession open = session;
        if (open != null) {
            open.wakeUp();
        }
    }

    /** Lets the batch at hand be finished. */
    @Override
    public void awaitEnd(Deadline deadline) throws InterruptedException {
        deadline.join(thread);
    }

    private void run() {
        while (isRunning()) {
            try (IntakeSession opened = new IntakeSession(log, intake)) {
                session = opened;
                read(opened);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (isRunning()) {
                    pause(e);
                }
            }
        }
    }

    private void read(IntakeSession opened) throws InterruptedException {
        while (isRunning()) {
            try {
                if (opened.pass() > 0) {
                    bell.ring();
                }
                lag.set(opened.lag());
            } catch (PositionMovedException e) {
                LOG.info("{}; looking where to go on", e.getMessage());
            } catch (ExecutionException | TimeoutException e) {
                pause(e);
            }
        }
    }

    private void pause(Exception e) {
        LOG.warn("Changes could not be read for webhooks and are read again in {}", settings.backOff(), e);
        try {
            if (stopping.await(settings.backOff().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("Stopping");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }
}
