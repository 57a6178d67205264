package io.deskledger.api.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the worker of this instance; any number of rings before it looks are one. */
@Singleton
public final class DeliveryBell {

    private final Semaphore rung = new Semaphore(0);

    /** Says that something may be due. */
    public void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits for a ring, but no longer than the limit. */
    void await(Duration limit) throws InterruptedException {
        if (rung.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
