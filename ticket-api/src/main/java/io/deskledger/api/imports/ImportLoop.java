package io.deskledger.api.imports;

import io.deskledger.runtime.stop.BackgroundWork;
import io.deskledger.runtime.stop.Deadline;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that works imports; outlives any error. Any instance may go on with any import. */
@Singleton
public final class ImportLoop implements ApplicationEventListener<ServerStartupEvent>, BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(ImportLoop.class);

    private final ImportWorker worker;
    private final ImportUploads uploads;
    private final ImportSettings settings;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running = true;
    private @Nullable Thread thread;

    ImportLoop(ImportWorker worker, ImportUploads uploads, ImportSettings settings) {
        this.worker = worker;
        this.uploads = uploads;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.enabled()) {
            thread = Thread.ofPlatform().name("imports").daemon().start(this::run);
        } else {
            LOG.info("Imports: not worked by this instance");
        }
    }

    /** Says that a file has come in. */
    public void wake() {
        work.release();
    }

    @Override
    public void end() {
        running = false;
        wake();
    }

    /** Lets the batch that is under way finish. */
    @Override
    public void awaitEnd(Deadline deadline) throws InterruptedException {
        deadline.join(thread);
    }

    private void run() {
        LOG.info("Imports: {}", settings);
        while (running) {
            try {
                uploads.clearAbandoned();
                if (!worker.runOnce(() -> running)
                        && work.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ClaimLostException e) {
                LOG.info("{}", e.getMessage());
            } catch (Exception e) {
                LOG.warn("An import failed for now and is tried again in {}", settings.backOff(), e);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.backOff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
