package io.deskledger.analytics.change;

import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerConnection;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the Kafka clients. */
@Singleton
public final class KafkaClients {

    /** The topic we live on. */
    public static final String TOPIC = Topics.CHANGES;

    private final BrokerConnection kafka;
    private final String group;

    /** @param group the consumer group that all workers on one database share */
    KafkaClients(BrokerConnection kafka, @Value("${deskledger.kafka.group}") String group) {
        this.kafka = kafka;
        this.group = group;
    }

    public String group() {
        return group;
    }

    /** An admin client that gives up soon, because its answers are worth nothing when they are late. */
    public Admin admin() {
        return Admin.create(kafka.with(Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000)));
    }

    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        5_000,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
