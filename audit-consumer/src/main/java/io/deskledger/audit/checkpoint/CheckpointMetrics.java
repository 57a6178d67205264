package io.deskledger.audit.checkpoint;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** What the checkpointer says of itself to Prometheus. */
@Singleton
final class CheckpointMetrics {

    private final Counter published;
    private final Counter failures;
    private final AtomicLong conflicts = new AtomicLong();

    CheckpointMetrics(MeterRegistry registry) {
        published = Counter.builder("deskledger.audit.checkpoints")
                .description("Checkpoints that were published")
                .register(registry);
        failures = Counter.builder("deskledger.audit.checkpoint.failures")
                .description("Passes that failed and are tried again")
                .register(registry);
        Gauge.builder("deskledger.audit.checkpoint.conflicts", conflicts, AtomicLong::get)
                .description("Chains that no longer continue what was signed of them")
                .register(registry);
    }

    void published(int checkpoints) {
        published.increment(checkpoints);
    }

    void failed() {
        failures.increment();
    }

    void conflicts(long chains) {
        conflicts.set(chains);
    }
}
