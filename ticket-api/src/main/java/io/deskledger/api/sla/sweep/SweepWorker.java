package io.deskledger.api.sla.sweep;

import io.deskledger.api.sla.SlaSettings;
import io.deskledger.runtime.stop.BackgroundWork;
import io.deskledger.runtime.stop.Deadline;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that sweeps; any number of instances may. Outlives any error. */
@Singleton
final class SweepWorker implements ApplicationEventListener<ServerStartupEvent>, BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(SweepWorker.class);

    private final SweepService sweep;
    private final SlaSettings settings;
    private final SweepMetrics metrics;
    private final Semaphore stopped = new Semaphore(0);
    private @Nullable Thread thread;

    SweepWorker(SweepService sweep, SlaSettings settings, SweepMetrics metrics) {
        this.sweep = sweep;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.sweep()) {
            thread = Thread.ofPlatform().name("sla-sweep").daemon().start(this::run);
        }
    }

    @Override
    public void end() {
        stopped.release();
    }

    @Override
    public void awaitEnd(Deadline deadline) throws InterruptedException {
        deadline.join(thread);
    }

    private void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!stopped.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = sweep() ? Duration.ZERO : settings.poll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether there may be more. */
    private boolean sweep() {
        try {
            int told = sweep.sweepOnce(settings.batch());
            metrics.told(told);
            return told >= settings.batch();
        } catch (RuntimeException e) {
            LOG.warn("The sweep of service levels failed and goes on ticket by ticket", e);
            return sweepOneByOne();
        }
    }

    /** One ticket that can't be told of must not keep the others waiting: it is put off. */
    private boolean sweepOneByOne() {
        try {
            List<Long> due = sweep.due(settings.batch());
            due.forEach(this::sweepOrPostpone);
            return due.size() >= settings.batch();
        } catch (RuntimeException e) {
            metrics.failed();
            LOG.warn("The sweep of service levels failed and is tried again in {}", settings.poll(), e);
            return false;
        }
    }

    private void sweepOrPostpone(long ticketId) {
        try {
            sweep.sweepTicket(ticketId);
        } catch (RuntimeException e) {
            LOG.error("Nothing can be told of the service levels of ticket {}, which is put off", ticketId, e);
            metrics.failed();
            sweep.postpone(ticketId);
        }
    }
}
