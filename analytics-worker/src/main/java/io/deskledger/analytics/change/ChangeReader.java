package io.deskledger.analytics.change;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.DecodedEvent;
import io.deskledger.runtime.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads events from records. What can't be read is counted and left to the audit consumer, which parks it. */
@Singleton
final class ChangeReader {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeReader.class);

    private final Traces traces;
    private final Counter unknown;
    private final Counter malformed;

    ChangeReader(Traces traces, MeterRegistry meters) {
        this.traces = traces;
        this.unknown = meters.counter("deskledger.analytics.events.skipped", "reason", "unknown");
        this.malformed = meters.counter("deskledger.analytics.events.skipped", "reason", "malformed");
    }

    /** Tells the records' traces that their days are being marked, until that is ended. */
    Traces.Ending trace(ConsumerRecords<byte[], byte[]> records) {
        return traces.process(records);
    }

    Optional<ChangeEvent> read(ConsumerRecord<byte[], byte[]> message) {
        return switch (decode(message)) {
            case DecodedEvent.Known(ChangeEvent event) -> Optional.of(event);
            case DecodedEvent.Unknown(String type) -> {
                unknown.increment();
                LOG.debug("Skipped an event of unknown type {} at {}", type, message.offset());
                yield Optional.empty();
            }
            case DecodedEvent.Malformed(String reason) -> {
                malformed.increment();
                LOG.warn("Skipped {}-{}: {}", message.partition(), message.offset(), reason);
                yield Optional.empty();
            }
        };
    }

    private static DecodedEvent decode(ConsumerRecord<byte[], byte[]> message) {
        try {
            return ChangeEventCodec.decode(KafkaMessageFactory.createReader(message.headers(), message.value())
                    .toEvent());
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException | NullPointerException e) {
            return new DecodedEvent.Malformed("not a CloudEvent: " + e.getMessage());
        }
    }
}
