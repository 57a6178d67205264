package io.deskledger.api.bulk;

import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a few bulk changes run at once: their bodies are large, and everybody else needs the database too. */
@Singleton
public class BulkGate {

    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * Runs the work when its turn comes.
     *
     * @throws ProblemException.TooManyRequests where that takes too long
     */
    public <T> T pass(Supplier<T> work) {
        if (!entered()) {
            throw new ProblemException.TooManyRequests("Other bulk changes are under way; try again", PATIENCE);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean entered() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
