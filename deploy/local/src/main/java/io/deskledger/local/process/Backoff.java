package io.deskledger.local.process;

import java.time.Duration;

/** How long to wait before starting a part again: 1 s, doubling to 10 s, and from the start after a run of 10 s. */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration GOOD_RUN = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /** The pause after a run of the given length. */
    public Duration after(Duration run) {
        if (run.compareTo(GOOD_RUN) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
