package io.deskledger.audit.consume;

import io.deskledger.runtime.broker.BrokerAdmin;
import io.deskledger.runtime.broker.BrokerConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the Kafka clients with the settings that exactly-once auditing needs. */
@Singleton
public final class KafkaClients {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final BrokerConnection kafka;
    private final AuditConfiguration configuration;

    KafkaClients(BrokerConnection kafka, AuditConfiguration configuration) {
        this.kafka = kafka;
        this.configuration = configuration;
    }

    /** The topic of changes. */
    String topic() {
        return configuration.topic();
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.ofEntries(
                        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, configuration.group()),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        // Where to start is decided from what is stored, never guessed by the client.
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.entry(
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                CooperativeStickyAssignor.class.getName()),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, configuration.batchSize()),
                        // Bounds the memory of a backlog of large events.
                        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024),
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000),
                        Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS),
                        // A topic that is made after we start is found within this time.
                        Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, TIMEOUT_MILLIS))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** A producer that repeats nothing and waits for every replica. */
    public Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        // With more, a batch may overtake the one before it at a broker that is new to the partition.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        // A dead letter is its original and some headers: larger than what just fitted before.
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        32 * 1024 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "gzip",
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MILLIS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        2 * TIMEOUT_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        2 * TIMEOUT_MILLIS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** For a few questions, such as whether a topic is there. */
    public BrokerAdmin questions() {
        return BrokerAdmin.open(kafka, Duration.ofMillis(2L * TIMEOUT_MILLIS));
    }

    /** To be closed with a time limit. */
    Admin admin() {
        return Admin.create(kafka.with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS)));
    }
}
