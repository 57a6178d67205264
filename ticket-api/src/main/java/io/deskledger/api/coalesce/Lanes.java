package io.deskledger.api.coalesce;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets some work and the others wait, in the order in which they came. Where few processors do the work that is sooner
 * done for nearly all: twenty who share them end together, late.
 *
 * <p>Who takes long leaves the lane and goes on beside it, so that one who asks for much holds up nobody for longer
 * than that.
 */
public final class Lanes {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final int lanes;
    private final Duration patience;
    private final Duration longest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int taken;

    /**
     * @param lanes how many work at once
     * @param patience how long one may have a lane
     * @param longest how long one waits for a lane at most, and then works without
     */
    public Lanes(int lanes, Duration patience, Duration longest) {
        this.lanes = lanes;
        this.patience = patience;
        this.longest = longest;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("lanes").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Does the work when its turn has come, or when that does not come. */
    public <V> V run(Supplier<V> work) {
        AtomicBoolean left = new AtomicBoolean(!enter());
        @Nullable Future<?> late = null;
        try {
            late = CLOCK.schedule(() -> leave(left), patience.toMillis(), TimeUnit.MILLISECONDS);
            return work.get();
        } finally {
            if (late != null) {
                late.cancel(false);
            }
            leave(left);
        }
    }

    /** How many have a lane or wait for one. */
    int known() {
        lock.lock();
        try {
            return taken + waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether one has a lane now. */
    private boolean enter() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        lock.lock();
        try {
            if (taken < lanes) {
                taken++;
                return true;
            }
            waiting.add(turn);
        } finally {
            lock.unlock();
        }
        try {
            turn.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !isGivenUp(turn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isGivenUp(turn);
        }
    }

    /** False where the turn has come at the last moment. */
    private boolean isGivenUp(CompletableFuture<Void> turn) {
        lock.lock();
        try {
            return waiting.removeIf(one -> one == turn);
        } finally {
            lock.unlock();
        }
    }

    private void leave(AtomicBoolean left) {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        CompletableFuture<Void> next;
        lock.lock();
        try {
            next = waiting.poll();
            if (next == null) {
                taken--;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.complete(null);
        }
    }
}
