package io.deskledger.analytics;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events as the relay does. */
public final class ChangeTopic implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    TestServers.kafka(),
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                    1),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    /** Publishes, and returns when the broker has them. */
    public void publish(List<? extends ChangeEvent> events) {
        send(events.stream().map(ChangeTopic::message).toList());
    }

    public void publishJunk(String junk) {
        send(List.of(new ProducerRecord<>(Topics.CHANGES, junk.getBytes(StandardCharsets.UTF_8))));
    }

    private static ProducerRecord<byte[], byte[]> message(ChangeEvent event) {
        byte[] key = event.key().getBytes(StandardCharsets.UTF_8);
        return KafkaMessageFactory.<byte[]>createWriter(Topics.CHANGES, null, key)
                .writeBinary(ChangeEventCodec.encode(event));
    }

    private void send(List<ProducerRecord<byte[], byte[]>> messages) {
        List<Future<RecordMetadata>> sent =
                messages.stream().map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            if (record.state() != Future.State.SUCCESS) {
                throw new IllegalStateException(record.exceptionNow());
            }
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
