package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * One thread for verifications, and nobody in line for it. Hashing millions of rows on the threads that serve requests
 * would keep the others waiting, however long the list of those who ask.
 */
@Singleton
public final class VerifyExecutor {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final Semaphore free = new Semaphore(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("audit-verify").daemon().factory());

    /**
     * Runs the task and waits for its answer.
     *
     * @throws ProblemException.TooManyRequests where another one is running
     */
    public <T> T run(Callable<T> task) {
        if (!free.tryAcquire()) {
            throw new ProblemException.TooManyRequests("A verification is running; ask again later", RETRY_AFTER);
        }
        try {
            return await(thread.submit(task));
        } finally {
            free.release();
        }
    }

    /** The answer, or what the task has thrown. */
    static <T> T await(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProblemException.Unavailable("The verification was interrupted; try again");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
