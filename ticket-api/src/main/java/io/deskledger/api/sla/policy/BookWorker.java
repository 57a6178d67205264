package io.deskledger.api.sla.policy;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps what is remembered of policies fresh; outlives any error. */
@Singleton
final class BookWorker implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(BookWorker.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final PolicyBooks books;
    private final Semaphore stopped = new Semaphore(0);

    BookWorker(PolicyBooks books) {
        this.books = books;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Thread.ofPlatform().name("sla-policies").daemon().start(this::run);
    }

    @PreDestroy
    void stop() {
        stopped.release();
    }

    private void run() {
        try {
            while (!stopped.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refresh() {
        try {
            books.refresh();
        } catch (RuntimeException e) {
            LOG.warn("The policies of service levels could not be read and are asked for again", e);
        }
    }
}
