package io.deskledger.api.deadletter;

import io.deskledger.runtime.broker.BrokerConnection;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients for one request of an admin each: bytes in, bytes out, no group, short patience. */
@Singleton
final class LetterClients {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST = 32 * 1024 * 1024;

    private final BrokerConnection kafka;

    LetterClients(BrokerConnection kafka) {
        this.kafka = kafka;
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        LARGEST,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MILLIS)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        // As the relay's: no batch overtakes another.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MILLIS,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        2 * TIMEOUT_MILLIS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        TIMEOUT_MILLIS)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
