package io.deskledger.audit.consume;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where to read each partition from, and sees when Kafka has lost what was to come next. */
@Singleton
final class Placement {

    private static final Logger LOG = LoggerFactory.getLogger(Placement.class);
    private static final int TIMEOUT_SECONDS = 10;

    private final DataSource database;
    private final AuditConfiguration configuration;
    private final AuditMetrics metrics;

    Placement(DataSource database, AuditConfiguration configuration, AuditMetrics metrics) {
        this.database = database;
        this.configuration = configuration;
        this.metrics = metrics;
    }

    /** The id of the topic: a topic that was deleted and made anew has another. */
    String topicId(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        String topic = configuration.topic();
        Map<String, TopicDescription> found =
                admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        return Objects.requireNonNull(found.get(topic)).topicId().toString();
    }

    /** The offset to read each of the partitions from, stored in its head too. */
    Map<TopicPartition, Long> place(
            Consumer<byte[], byte[]> consumer, String topicId, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Integer> chains =
                partitions.stream().map(TopicPartition::partition).toList();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        List<ChainHead> placed = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            ChainHeads.open(connection, chains);
            Map<Integer, ChainHead> heads = ChainHeads.lock(connection, chains);
            for (TopicPartition partition : partitions) {
                ChainHead head = Objects.requireNonNull(heads.get(partition.partition()));
                long beginning = Objects.requireNonNull(beginnings.get(partition));
                StartPoint start = StartPoint.of(head, topicId, beginning, Objects.requireNonNull(ends.get(partition)));
                report(partition, start);
                offsets.put(partition, start.offset());
                placed.add(new ChainHead(head.chain(), head.seq(), head.hash(), start.offset(), topicId));
            }
            ChainHeads.move(connection, placed);
            connection.commit();
        }
        return offsets;
    }

    private void report(TopicPartition partition, StartPoint start) {
        if (start.loss() != null) {
            metrics.lost();
            LOG.error("Kafka lost events of {}: {}; reading from offset {}", partition, start.loss(), start.offset());
        }
    }
}
