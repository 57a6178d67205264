package io.deskledger.api.outbox;

import io.deskledger.api.outbox.RelaySession.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What an operator watches: how much waits, for how long, and whether it gets through. */
@Singleton
final class RelayMetrics {

    private final Clock clock;
    private final Counter published;
    private final Counter failures;
    private volatile Backlog backlog = Backlog.NONE;
    private volatile boolean leading;

    RelayMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.published = Counter.builder("deskledger.outbox.published")
                .description("Events that the broker acknowledged")
                .register(registry);
        this.failures = Counter.builder("deskledger.outbox.publish.failures")
                .description("Passes of the relay that failed and were tried again")
                .register(registry);
        Gauge.builder("deskledger.outbox.backlog", this, metrics -> metrics.backlog.events())
                .description("Events that wait for the broker, about")
                .register(registry);
        Gauge.builder("deskledger.outbox.oldest.age", this, RelayMetrics::oldestAgeSeconds)
                .description("How long the oldest waiting event has waited")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("deskledger.outbox.leading", this, metrics -> metrics.leading ? 1 : 0)
                .description("1 where this instance relays")
                .register(registry);
    }

    void published(int events) {
        published.increment(events);
    }

    void failed() {
        failures.increment();
    }

    void backlog(Backlog seen) {
        backlog = seen;
    }

    long backlog() {
        return backlog.events();
    }

    void leading(boolean now) {
        leading = now;
    }

    boolean isLeading() {
        return leading;
    }

    private double oldestAgeSeconds() {
        Instant oldest = backlog.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
    }
}
