package io.deskledger.api.outbox;

import io.deskledger.runtime.trace.Traces;
import jakarta.inject.Singleton;

/** Opens senders to the configured broker; a leader has one of its own. */
@Singleton
final class EventSenders {

    private final KafkaSettings kafka;
    private final Traces traces;

    EventSenders(KafkaSettings kafka, Traces traces) {
        this.kafka = kafka;
        this.traces = traces;
    }

    EventSender open() {
        return EventSender.open(kafka, traces);
    }
}
