package io.deskledger.api.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the relay of this instance; any number of rings before it looks are one. */
@Singleton
final class RelayBell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits for a ring, but no longer than the limit; tells whether it rang. */
    boolean await(Duration limit) throws InterruptedException {
        boolean heard = rung.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
        rung.drainPermits();
        return heard;
    }
}
