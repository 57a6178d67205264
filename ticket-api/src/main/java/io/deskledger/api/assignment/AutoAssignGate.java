package io.deskledger.api.assignment;

import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets few requests at a time wait for the choice of an agent with a connection in their hands: the others wait in
 * front of their transaction, so that a rush of them leaves connections to everybody else.
 */
@Singleton
public final class AutoAssignGate {

    /** One that has the lock, and some that are ready to take it over. */
    private static final int AT_ONCE = 4;

    private static final long PATIENCE_SECONDS = 20;

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** Runs the command, which begins and ends its own transaction, when there is a place for it. */
    public <T> T pass(Supplier<T> command) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException.Unavailable("Too many tickets wait to be assigned; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException.Unavailable("The server is stopping; try again");
        }
        try {
            return command.get();
        } finally {
            places.release();
        }
    }
}
