package io.deskledger.api.outbox;

import io.deskledger.model.event.Topics;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the topic of changes holds. */
@Singleton
public final class ChangeLog {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);
    private static final int TIMEOUT_MILLIS = 5_000;

    private final KafkaSettings kafka;

    ChangeLog(KafkaSettings kafka) {
        this.kafka = kafka;
    }

    /** Behind the last event of each partition; nothing where the broker does not answer in time. */
    public Optional<Map<Integer, Long>> ends() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS))) {
            return Optional.of(ends(admin));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The broker does not tell where the topic of changes ends: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Map<Integer, Long> ends(Admin admin)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, TopicDescription> found = admin.describeTopics(List.of(Topics.CHANGES))
                .allTopicNames()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        TopicDescription topic = Objects.requireNonNull(found.get(Topics.CHANGES));
        Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.CHANGES, partition.partition()),
                        partition -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        admin.listOffsets(asked)
                .all()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }
}
