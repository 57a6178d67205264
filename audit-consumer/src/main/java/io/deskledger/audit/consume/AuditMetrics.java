package io.deskledger.audit.consume;

import io.deskledger.runtime.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the consumer says of itself to those who collect metrics and traces. */
@Singleton
final class AuditMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private final Traces traces;
    private final Counter events;
    private final Counter duplicates;
    private final Counter failures;
    private final Counter losses;
    private final Timer batch;
    private final Timer delay;
    private final AtomicLong lag;

    AuditMetrics(MeterRegistry registry, Clock clock, Traces traces) {
        this.registry = registry;
        this.clock = clock;
        this.traces = traces;
        events = counter("deskledger.audit.events", "Events written to the audit log");
        duplicates = counter("deskledger.audit.duplicates", "Events that were in the audit log already");
        failures = counter("deskledger.audit.failures", "Batches that failed and are tried again");
        losses = counter("deskledger.audit.log.losses", "Starts where Kafka no longer had what was to be read next");
        batch = Timer.builder("deskledger.audit.batch")
                .description("Time to write one batch")
                .register(registry);
        delay = Timer.builder("deskledger.audit.delay")
                .description("From the change to its audit row")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .register(registry);
        lag = registry.gauge("deskledger.audit.lag", new AtomicLong());
        for (Refusal.Kind kind : Refusal.Kind.values()) {
            deadLetters(kind);
        }
    }

    void written(Written written) {
        Instant now = clock.instant();
        events.increment(written.rows().size());
        duplicates.increment(written.duplicates());
        written.rows().forEach(row -> delay.record(Duration.between(row.row().recordedAt(), now)));
        written.parked().forEach(letter -> deadLetters(letter.refusal().kind()).increment());
    }

    /** Tells the messages' traces that they are being audited, until that is ended. */
    Traces.Ending trace(List<Slice> slices) {
        return traces.process(() -> slices.stream()
                .flatMap(slice -> slice.messages().stream())
                .<ConsumerRecord<?, ?>>map(Message::record)
                .iterator());
    }

    /** Starts the clock of a batch; {@link #batchDone} stops it. */
    Timer.Sample batchStarted() {
        return Timer.start(registry);
    }

    void batchDone(Timer.Sample started) {
        started.stop(batch);
    }

    void failed() {
        failures.increment();
    }

    void lost() {
        losses.increment();
    }

    /** @param records how many the log holds that are not consumed yet */
    void lag(long records) {
        lag.set(records);
    }

    private Counter deadLetters(Refusal.Kind kind) {
        return Counter.builder("deskledger.audit.dead.letters")
                .description("Events that could not be audited and were parked")
                .tag("reason", kind.wire())
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
