package io.deskledger.api.outbox;

import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerAdmin;
import io.deskledger.runtime.broker.BrokerConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much the topic of changes holds. */
@Singleton
public final class ChangeLog {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLog.class);
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final BrokerConnection kafka;

    ChangeLog(BrokerConnection kafka) {
        this.kafka = kafka;
    }

    /** Behind the last event of each partition; nothing where the broker does not answer in time. */
    public Optional<Map<Integer, Long>> ends() {
        try (BrokerAdmin broker = BrokerAdmin.open(kafka, LIMIT)) {
            return Optional.of(ends(broker));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("The broker does not tell where the topic of changes ends: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Map<Integer, Long> ends(BrokerAdmin broker)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, TopicDescription> found = broker.ask(
                admin -> admin.describeTopics(List.of(Topics.CHANGES)).allTopicNames());
        TopicDescription topic = Objects.requireNonNull(found.get(Topics.CHANGES));
        Map<TopicPartition, OffsetSpec> asked = topic.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.CHANGES, partition.partition()),
                        partition -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        broker.ask(admin -> admin.listOffsets(asked).all())
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }
}
