package io.deskledger.runtime.stop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A moment until which several things have to end, one waited for after the other. */
public final class Deadline {

    /** For a thread that was interrupted to notice. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left until then; zero afterwards. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** Waits for a thread; one that goes on is interrupted at the deadline, and left where that does not end it. */
    public void join(@Nullable Thread thread) throws InterruptedException {
        if (thread != null && thread.isAlive() && !thread.join(left())) {
            thread.interrupt();
            thread.join(MOMENT);
        }
    }
}
