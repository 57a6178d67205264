package io.deskledger.api.limit;

import io.deskledger.api.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets so many requests at a time do what costs much. The others wait for their turn in front of it, where they hold
 * neither a connection nor a lock, so that a rush of them leaves connections to everybody else.
 */
public final class Gate {

    private final Semaphore places;
    private final Duration patience;
    private final String crowd;

    /**
     * A gate of one instance.
     *
     * @param atOnce how many are let in at once
     * @param patience how long one waits for its turn, and when to come again if it did not come
     * @param crowd who is in front, as the beginning of a sentence
     */
    public Gate(int atOnce, Duration patience, String crowd) {
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
        this.crowd = crowd;
    }

    /**
     * Does the work, which begins and ends its own transaction, when its turn comes.
     *
     * @throws ProblemException.TooManyRequests where that takes too long
     */
    public <T> T pass(Supplier<T> work) {
        if (!hasEntered()) {
            throw new ProblemException.TooManyRequests(crowd + " are under way; try again", patience);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean hasEntered() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException.Unavailable("The server is stopping; try again");
        }
    }
}
