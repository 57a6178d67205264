package io.deskledger.api.sla.sweep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an operator watches: whether targets are told of in time, whichever instance sweeps. */
@Singleton
class SweepMetrics {

    private final SweepRepository sweep;
    private final Clock clock;
    private final Counter told;
    private final Counter failures;
    private volatile @Nullable Instant oldest;

    SweepMetrics(SweepRepository sweep, MeterRegistry registry, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
        told = Counter.builder("deskledger.sla.sweep.told")
                .description("Warnings and breaches that this instance told of")
                .register(registry);
        failures = Counter.builder("deskledger.sla.sweep.failures")
                .description(
                        "Tickets whose warnings or breaches could not be told and were put off, and sweeps that failed as a whole")
                .register(registry);
        Gauge.builder("deskledger.sla.sweep.delay", this, SweepMetrics::delaySeconds)
                .description("How long the longest waiting warning or breach has been due, looked up every 10 s")
                .baseUnit("seconds")
                .register(registry);
    }

    void told(int clocks) {
        told.increment(clocks);
    }

    void failed() {
        failures.increment();
    }

    /** One row of an index; where the database is away, what was seen last grows older. */
    @Scheduled(initialDelay = "10s", fixedDelay = "10s")
    void sample() {
        oldest = sweep.oldestDue(clock.instant()).orElse(null);
    }

    private double delaySeconds() {
        Instant due = oldest;
        return due == null ? 0 : Duration.between(due, clock.instant()).toMillis() / 1000.0;
    }
}
