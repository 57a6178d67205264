package io.deskledger.api.sla.simulation;

import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets one simulation run at a time: it reads the histories of very many tickets, and others need the database too. */
@Singleton
public class SimulationGate {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Semaphore free = new Semaphore(1);

    /**
     * Runs the work.
     *
     * @throws ProblemException.TooManyRequests where another is running
     */
    public <T> T pass(Supplier<T> work) {
        if (!free.tryAcquire()) {
            throw new ProblemException.TooManyRequests("A simulation is running; ask again later", RETRY_AFTER);
        }
        try {
            return work.get();
        } finally {
            free.release();
        }
    }
}
