package io.deskledger.local.stack;

import io.deskledger.embedded.EmbeddedServerException;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.process.Backoff;
import io.deskledger.local.process.LogFile;
import io.deskledger.local.process.PidFile;
import io.deskledger.local.process.RunningPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Keeps one part up: starts it again when it dies, until it is stopped. */
final class Supervised {

    private static final int MOST_FAILURES_AT_START = 3;
    private static final int LINES_OF_LOG = 15;
    private static final Duration PROBE_PAUSE = Duration.ofMillis(100);

    private final Part part;
    private final Journal journal;
    private final LogFile log;
    private final PidFile pidFile;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable RunningPart running;
    private @Nullable Thread keeper;

    Supervised(Part part, DataFolder data, Journal journal) {
        this.part = part;
        this.journal = journal;
        this.log = new LogFile(data.log(part.name()));
        this.pidFile = new PidFile(data.pidFile(part.name()));
    }

    String name() {
        return part.name();
    }

    LogFile log() {
        return log;
    }

    /** Completes when the part is of use for the first time; fails when it can't be brought up. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    synchronized void start() {
        keeper = Thread.ofVirtual().name("keep-" + part.name()).start(this::keepUp);
    }

    /** Ends the part in order and keeps it down; returns when it is gone. */
    void stop(Duration patience) throws InterruptedException {
        stopping.countDown();
        RunningPart run;
        Thread thread;
        synchronized (this) {
            run = running;
            thread = keeper;
        }
        if (run != null) {
            run.stop(patience);
        }
        if (thread != null) {
            thread.join();
        }
        pidFile.delete();
    }

    /** Ends the part by force and keeps it down. */
    synchronized void kill() {
        stopping.countDown();
        if (running != null) {
            running.kill();
        }
    }

    /** What went wrong while starting, with the end of the log. */
    LauncherException failure(String what) {
        StringBuilder message = new StringBuilder("%s %s. The end of its log:".formatted(part.name(), what));
        try {
            log.tail(LINES_OF_LOG).forEach(line -> message.append("\n    ").append(line));
        } catch (IOException e) {
            message.append("\n    (unreadable: ").append(e.getMessage()).append(')');
        }
        return new LauncherException(
                message.append("\nThe whole log: ").append(log.file()).toString());
    }

    private void keepUp() {
        int failures = 0;
        while (!isStopping()) {
            long began = System.nanoTime();
            String end = runOnce(began);
            if (isStopping()) {
                return;
            }
            failures++;
            if (!firstReady.isDone() && failures == MOST_FAILURES_AT_START) {
                firstReady.completeExceptionally(failure("%s, %d times in a row".formatted(end, failures)));
                return;
            }
            Duration pause = backoff.after(since(began));
            journal.tell("%s %s; starting it again in %d s".formatted(part.name(), end, pause.toSeconds()));
            await(pause);
        }
    }

    /** Answers how the run ended, in words. */
    private String runOnce(long began) {
        try {
            RunningPart run = part.start();
            adopt(run);
            CompletableFuture<String> ended = run.ended();
            awaitReady(ended);
            if (!ended.isDone() && !isStopping()) {
                announce(began, run.id().pid());
            }
            return ended.get();
        } catch (IOException | UncheckedIOException | EmbeddedServerException | LauncherException e) {
            return "did not start (%s)".formatted(e.getMessage());
        } catch (ExecutionException e) {
            return "ended (%s)".formatted(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was interrupted";
        }
    }

    private void adopt(RunningPart run) {
        pidFile.write(run.id(), part.port());
        synchronized (this) {
            running = run;
        }
        if (isStopping()) {
            // The stop came between the start and the line above, so it had nothing to end.
            run.kill();
        }
    }

    private void awaitReady(CompletableFuture<String> ended) throws InterruptedException, ExecutionException {
        while (!ended.isDone() && !part.ready()) {
            try {
                ended.get(PROBE_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // alive, but not ready yet
            }
        }
    }

    private void announce(long began, long pid) {
        double seconds = since(began).toMillis() / 1000.0;
        if (firstReady.complete(null)) {
            journal.tell("  %-18s ready after %4.1f s".formatted(part.name(), seconds));
        } else {
            journal.tell("%s is back after %.1f s (pid %d)".formatted(part.name(), seconds, pid));
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void await(Duration pause) {
        try {
            boolean stopped = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            assert !stopped || isStopping();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
