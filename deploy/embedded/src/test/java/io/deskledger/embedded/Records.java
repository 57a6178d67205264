package io.deskledger.embedded;

import io.deskledger.model.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Sends and reads numbered records. */
final class Records {

    private Records() {}

    /** Returns when all are acknowledged. */
    static void send(String bootstrapServers, int count) throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers, "acks", "all", "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                sent.add(producer.send(new ProducerRecord<>(Topics.CHANGES, Integer.toString(i), "record " + i)));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        }
    }

    /** Reads as many distinct records from the beginning, through a consumer group. */
    static void awaitCount(String bootstrapServers, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "group.id", "reader", "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.CHANGES));
            List<String> read = new ArrayList<>();
            Awaitility.await().pollInSameThread().atMost(Duration.ofMinutes(2)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> read.add(record.value()));
                return read.stream().distinct().count() == count && read.size() == count;
            });
        }
    }
}
