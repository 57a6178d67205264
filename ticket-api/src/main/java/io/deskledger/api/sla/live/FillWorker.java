package io.deskledger.api.sla.live;

import io.deskledger.api.sla.SlaSettings;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that gives older tickets their clocks after a start, and ends when all have them; outlives any error. */
@Singleton
final class FillWorker implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(FillWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final FillService fill;
    private final SlaSettings settings;
    private final Semaphore stopped = new Semaphore(0);

    FillWorker(FillService fill, SlaSettings settings) {
        this.fill = fill;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.fill()) {
            Thread.ofPlatform().name("sla-fill").daemon().start(this::run);
        } else {
            LOG.info("Service levels: clocks of older tickets are not filled in by this instance");
        }
    }

    @PreDestroy
    void stop() {
        stopped.release();
    }

    private void run() {
        LOG.info("Service levels: {}", settings);
        try {
            Duration wait = Duration.ZERO;
            while (!stopped.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (!fill.fillNext()) {
                        return;
                    }
                    wait = Duration.ZERO;
                } catch (RuntimeException e) {
                    LOG.warn("Tickets could not be given their clocks and are tried again", e);
                    wait = PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
