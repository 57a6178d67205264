package io.deskledger.analytics.watermark;

import io.deskledger.analytics.change.KafkaClients;
import io.deskledger.model.event.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where the topic ends, and how far the group has read it. */
@Singleton
class TopicOffsets {

    private static final Set<TopicPartition> PARTITIONS = IntStream.range(0, Topics.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(KafkaClients.TOPIC, partition))
            .collect(Collectors.toUnmodifiableSet());

    private final KafkaClients kafka;
    private final Admin admin;

    TopicOffsets(KafkaClients kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin();
    }

    /** The offset after the last record of each partition. */
    Map<TopicPartition, Long> ends() {
        return offsets(OffsetSpec.latest());
    }

    /** The next offset to read of each partition: the group's, or the first one where it has not read any. */
    Map<TopicPartition, Long> read() {
        Map<TopicPartition, Long> read = new HashMap<>(committed());
        if (!read.keySet().containsAll(PARTITIONS)) {
            offsets(OffsetSpec.earliest()).forEach(read::putIfAbsent);
        }
        return read;
    }

    private Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> committed = new HashMap<>();
        await(admin.listConsumerGroupOffsets(kafka.group()).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    // The client answers null for a partition whose offset has expired.
                    if (offset != null) {
                        committed.put(partition, offset(offset));
                    }
                });
        return committed;
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed.offset();
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec) {
        var wanted = PARTITIONS.stream().collect(Collectors.toMap(partition -> partition, _ -> spec));
        return await(admin.listOffsets(wanted).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka did not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking Kafka", e);
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ZERO);
    }
}
