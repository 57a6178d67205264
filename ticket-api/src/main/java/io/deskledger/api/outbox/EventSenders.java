package io.deskledger.api.outbox;

import io.deskledger.runtime.broker.BrokerConnection;
import io.deskledger.runtime.trace.Traces;
import jakarta.inject.Singleton;

/** Opens senders to the configured broker; a leader has one of its own. */
@Singleton
final class EventSenders {

    private final BrokerConnection kafka;
    private final ChangeTopics topics;
    private final Traces traces;

    EventSenders(BrokerConnection kafka, ChangeTopics topics, Traces traces) {
        this.kafka = kafka;
        this.topics = topics;
        this.traces = traces;
    }

    EventSender open() {
        topics.makeSoon();
        return EventSender.open(kafka, traces);
    }
}
