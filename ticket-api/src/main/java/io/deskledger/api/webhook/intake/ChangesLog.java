package io.deskledger.api.webhook.intake;

import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerAdmin;
import io.deskledger.runtime.broker.BrokerConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The topic of changes, as Kafka has it. */
@Singleton
final class ChangesLog {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int BATCH = 1_000;
    private static final int MAX_FETCH_BYTES = 16 * 1024 * 1024;

    private final BrokerConnection kafka;
    private final IntakeSettings settings;

    ChangesLog(BrokerConnection kafka, IntakeSettings settings) {
        this.kafka = kafka;
        this.settings = settings;
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                kafka.with(Map.ofEntries(
                        Map.entry(ConsumerConfig.GROUP_ID_CONFIG, settings.group()),
                        Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                        // Where to start is decided from what is stored, never guessed by the client.
                        Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                        Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.entry(
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                CooperativeStickyAssignor.class.getName()),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH),
                        // Bounds the memory of a backlog of large events.
                        Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES),
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS),
                        Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MILLIS),
                        // A topic that is made after we start is found within this time.
                        Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, TIMEOUT_MILLIS))),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The id of the topic, which one that was made anew does not share. */
    String topicId() throws InterruptedException, ExecutionException, TimeoutException {
        try (BrokerAdmin broker = BrokerAdmin.open(kafka, Duration.ofMillis(TIMEOUT_MILLIS))) {
            var found = broker.ask(
                    admin -> admin.describeTopics(List.of(Topics.CHANGES)).allTopicNames());
            return Objects.requireNonNull(found.get(Topics.CHANGES)).topicId().toString();
        }
    }

    /** What there is of the partitions; a reader who is new to them begins with what was appended since then. */
    static List<LogRange> ranges(
            Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, String topicId, Instant since) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
        return partitions.stream()
                .map(partition -> {
                    long end = Objects.requireNonNull(ends.get(partition));
                    @Nullable OffsetAndTimestamp offset = first.get(partition);
                    return new LogRange(
                            partition.partition(),
                            topicId,
                            Objects.requireNonNull(beginnings.get(partition)),
                            end,
                            offset == null ? end : offset.offset());
                })
                .toList();
    }
}
