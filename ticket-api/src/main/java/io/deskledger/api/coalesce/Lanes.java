package io.deskledger.api.coalesce;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int taken;

    /**
     * @param lanes how many work at once
     * @param patience how long one may have a lane while others wait for it
     */
    public Lanes(int lanes, Duration patience) {
        this.lanes = lanes;
        this.patience = patience;
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("lanes").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** Does the work when its turn has come. */
    public <V> V run(Supplier<V> work) {
        enter();
        AtomicBoolean left = new AtomicBoolean();
        Future<?> late = CLOCK.schedule(() -> leave(left), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } finally {
            late.cancel(false);
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

    private void enter() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        lock.lock();
        try {
            if (taken < lanes) {
                taken++;
                return;
            }
            waiting.add(turn);
        } finally {
            lock.unlock();
        }
        turn.join();
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
