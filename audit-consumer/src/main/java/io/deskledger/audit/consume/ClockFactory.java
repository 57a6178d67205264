package io.deskledger.audit.consume;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The clock that everything asks. */
@Factory
final class ClockFactory {

    /** Ticks in microseconds, which is what PostgreSQL keeps. */
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }
}
