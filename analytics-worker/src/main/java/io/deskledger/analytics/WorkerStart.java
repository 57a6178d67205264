package io.deskledger.analytics;

import io.deskledger.analytics.change.ChangeConsumer;
import io.deskledger.analytics.day.DayQueue;
import io.deskledger.analytics.dirty.SummaryZone;
import io.deskledger.analytics.health.Part;
import io.deskledger.analytics.health.WorkerHealth;
import io.deskledger.analytics.job.Jobs;
import io.deskledger.analytics.watermark.Watermark;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the work once the tickets can be read, and keeps it going. Every pass may fail, says so in the readiness, and
 * is tried again by the next one.
 */
@Singleton
class WorkerStart {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerStart.class);

    private final SummaryZone summaries;
    private final DayQueue queue;
    private final Jobs jobs;
    private final ChangeConsumer changes;
    private final Watermark watermark;
    private final WorkerHealth health;
    private volatile boolean working;
    private boolean stopped;

    WorkerStart(
            SummaryZone summaries,
            DayQueue queue,
            Jobs jobs,
            ChangeConsumer changes,
            Watermark watermark,
            WorkerHealth health) {
        this.summaries = summaries;
        this.queue = queue;
        this.jobs = jobs;
        this.changes = changes;
        this.watermark = watermark;
        this.health = health;
    }

    @EventListener
    void onStartup(StartupEvent event) {
        sweep();
    }

    /** While the data source is still there: beans are destroyed in no order that we could rely on. */
    @EventListener
    synchronized void onShutdown(ShutdownEvent event) {
        if (working) {
            working = false;
            changes.stop();
            jobs.stop();
            queue.stop();
        }
        stopped = true;
    }

    /** Starts what is not started, and queues days that were marked while their instance was about to go. */
    @Scheduled(fixedDelay = "${deskledger.analytics.sweep}", initialDelay = "${deskledger.analytics.sweep}")
    synchronized void sweep() {
        attempt(Part.SUMMARIES, () -> {
            if (stopped) {
                return;
            }
            if (!working) {
                summaries.adopt();
                queue.start();
                jobs.start();
                changes.start();
                working = true;
            }
            queue.queueDirty();
        });
    }

    @Scheduled(fixedDelay = "${deskledger.analytics.sweep}", initialDelay = "${deskledger.analytics.sweep}")
    void moveWatermark() {
        if (working) {
            attempt(Part.WATERMARK, watermark::advance);
        }
    }

    private void attempt(Part part, Runnable pass) {
        try {
            pass.run();
            health.up(part);
        } catch (RuntimeException e) {
            health.down(part, firstLine(String.valueOf(e.getMessage())));
            LOG.debug("{} failed", part, e);
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
