package io.deskledger.api.outbox;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerConnection;
import io.deskledger.runtime.trace.Traces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Hands events to the broker, each key's in order. */
final class EventSender implements AutoCloseable {

    private final Producer<String, byte[]> producer;
    private final Traces traces;

    private EventSender(Producer<String, byte[]> producer, Traces traces) {
        this.producer = producer;
        this.traces = traces;
    }

    static EventSender open(BrokerConnection kafka, Traces traces) {
        Producer<String, byte[]> producer =
                new KafkaProducer<>(kafka.with(configuration()), new StringSerializer(), new ByteArraySerializer());
        return new EventSender(producer, traces);
    }

    private static Map<String, Object> configuration() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "ticket-api-relay"),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // Never given up: a record that expires while its successor does not would change their order.
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE),
                // With more, a batch may overtake the one before it: a broker that is new to a partition refuses the
                // first for now, and then takes the second as the beginning of what it knows of this producer.
                Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 2),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_EVENT_BYTES),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"));
    }

    /** Sends the rows; what fails at once stays behind with its key, and with all else unless it was only too large. */
    SentBatch send(List<OutboxRow> rows) {
        List<SentBatch.Sent> sent = new ArrayList<>(rows.size());
        Set<String> blockedKeys = new HashSet<>();
        for (OutboxRow row : rows) {
            if (blockedKeys.contains(row.key())) {
                continue;
            }
            Future<RecordMetadata> acknowledgement = send(row);
            sent.add(new SentBatch.Sent(row, acknowledgement));
            if (acknowledgement.state() == Future.State.FAILED) {
                if (!(acknowledgement.exceptionNow() instanceof RecordTooLargeException)) {
                    break; // The broker is not there: the others would only wait for it one by one.
                }
                blockedKeys.add(row.key());
            }
        }
        return new SentBatch(sent);
    }

    private Future<RecordMetadata> send(OutboxRow row) {
        ProducerRecord<String, byte[]> message = KafkaMessageFactory.<String>createWriter(Topics.CHANGES, row.key())
                .writeBinary(row.event().toCloudEvent());
        Traces.Ending sending = traces.publish(Topics.CHANGES, row.event().traceParent(), message.headers());
        return producer.send(message, (_, _) -> sending.close());
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
