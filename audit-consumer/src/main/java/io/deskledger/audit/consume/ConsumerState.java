package io.deskledger.audit.consume;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** How the consumer is doing, for the readiness probe; written by the loop, read by anyone. */
@Singleton
final class ConsumerState implements OwnedChains {

    private static final Duration STALE = Duration.ofSeconds(15);

    private final Clock clock;
    private final AuditMetrics metrics;
    private volatile Instant polledAt = Instant.EPOCH;
    private volatile Instant brokerSeenAt = Instant.EPOCH;
    private volatile boolean failing;
    private volatile Set<Integer> owned = Set.of();
    private volatile Set<Integer> last = Set.of();

    ConsumerState(Clock clock, AuditMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
    }

    void polled() {
        polledAt = clock.instant();
    }

    void brokerSeen() {
        brokerSeenAt = clock.instant();
    }

    void failing(boolean now) {
        if (now) {
            metrics.failed();
        }
        failing = now;
    }

    /** @param records how many the log holds that are not consumed yet */
    void lag(long records) {
        metrics.lag(records);
    }

    void owns(Set<Integer> chains) {
        owned = Set.copyOf(chains);
    }

    /** No batch is under way any more. */
    void ends() {
        last = owned;
        owned = Set.of();
    }

    @Override
    public Set<Integer> ownedChains() {
        return owned;
    }

    @Override
    public Set<Integer> lastChains() {
        return last;
    }

    /** What is wrong, or empty where nothing is. */
    String complaint() {
        Instant stale = clock.instant().minus(STALE);
        if (polledAt.isBefore(stale)) {
            return "the consumer is not polling";
        }
        if (brokerSeenAt.isBefore(stale)) {
            return "the broker does not answer";
        }
        return failing ? "the last batch failed and is tried again" : "";
    }
}
