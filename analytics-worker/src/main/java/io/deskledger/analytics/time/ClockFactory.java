package io.deskledger.analytics.time;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The clock that everything asks; tests replace it with one that they can set. */
@Factory
final class ClockFactory {

    /** Ticks in microseconds, which is what PostgreSQL keeps: a time read back equals the time written. */
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
