package io.deskledger.api.attachment;

import io.deskledger.runtime.stop.BackgroundWork;
import io.deskledger.runtime.stop.Deadline;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that sweeps; outlives any error. */
@Singleton
final class AttachmentSweepLoop implements ApplicationEventListener<ServerStartupEvent>, BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(AttachmentSweepLoop.class);

    private final AttachmentSweep sweep;
    private final AttachmentSettings settings;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    AttachmentSweepLoop(AttachmentSweep sweep, AttachmentSettings settings) {
        this.sweep = sweep;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.sweepInterval().isPositive()) {
            thread = Thread.ofPlatform().name("attachment-sweep").daemon().start(this::run);
        } else {
            LOG.info("Attachments: unused files are not swept by this instance");
        }
    }

    @Override
    public void end() {
        stopped.countDown();
    }

    @Override
    public void awaitEnd(Deadline deadline) throws InterruptedException {
        deadline.join(thread);
    }

    private void run() {
        LOG.info("Attachments: {}", settings);
        try {
            while (!stopped.await(settings.sweepInterval().toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            sweep.runOnce();
        } catch (Exception e) {
            LOG.warn("The sweep of attachments failed and is tried again in {}", settings.sweepInterval(), e);
        }
    }
}
