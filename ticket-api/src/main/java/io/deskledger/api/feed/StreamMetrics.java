package io.deskledger.api.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** What the stream says of itself to Prometheus. */
@Singleton
final class StreamMetrics {

    private final AtomicInteger listeners = new AtomicInteger();
    private final Counter unentitled;
    private final Counter failures;

    StreamMetrics(MeterRegistry registry) {
        Gauge.builder("deskledger.events.listeners", listeners, AtomicInteger::get)
                .description("Listeners of the stream of events")
                .register(registry);
        unentitled = Counter.builder("deskledger.events.ended")
                .description("Streams that ended with the token, or the role, they were begun with")
                .register(registry);
        failures = Counter.builder("deskledger.events.failures")
                .description("Looks at the log that failed and are tried again")
                .register(registry);
    }

    /** Counts one more listener, unless there are that many; answers whether it did. */
    boolean enter(int most) {
        return listeners.getAndUpdate(count -> count < most ? count + 1 : count) < most;
    }

    void left() {
        listeners.decrementAndGet();
    }

    void ended() {
        unentitled.increment();
    }

    void failed() {
        failures.increment();
    }
}
