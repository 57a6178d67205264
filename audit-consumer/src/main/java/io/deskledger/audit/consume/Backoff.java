package io.deskledger.audit.consume;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * When to try again: after a first failure soon, after each further one in twice the time, at most every ten seconds.
 */
final class Backoff {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Clock clock;
    private final Duration first;
    private Duration pause;
    private Instant due = Instant.MIN;

    Backoff(Clock clock, Duration first) {
        this.clock = clock;
        this.first = first;
        this.pause = first;
    }

    boolean isDue() {
        return !clock.instant().isBefore(due);
    }

    /** Answers how long to wait. */
    Duration failed() {
        Duration wait = pause;
        due = clock.instant().plus(wait);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return wait;
    }

    void succeeded() {
        pause = first;
        due = Instant.MIN;
    }
}
