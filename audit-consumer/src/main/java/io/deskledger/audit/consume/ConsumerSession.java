package io.deskledger.audit.consume;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the consumer group. A partition is read only once it is placed: sought to the offset stored with
 * its chain. Every failure makes the partitions unplaced again, which pauses them while polling goes on.
 */
final class ConsumerSession implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSession.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final Placement placement;
    private final BatchWriter writer;
    private final ConsumerState state;
    private final Backoff backoff;

    private final Set<TopicPartition> unplaced = new HashSet<>();
    private final Map<TopicPartition, Long> placed = new HashMap<>(); // with the offset that comes next
    private String topicId = "";
    private KafkaFuture<String> probe = KafkaFuture.completedFuture("");

    ConsumerSession(
            KafkaClients clients, Placement placement, BatchWriter writer, ConsumerState state, Backoff backoff) {
        this.consumer = clients.consumer();
        this.admin = clients.admin();
        this.placement = placement;
        this.writer = writer;
        this.state = state;
        this.backoff = backoff;
        consumer.subscribe(List.of(clients.topic()), this);
    }

    /** Polls once and writes what came. */
    void pass() throws InterruptedException {
        ConsumerRecords<byte[], byte[]> records = poll();
        if (!backoff.isDue()) {
            return;
        }
        try {
            place();
            write(records);
            backoff.succeeded();
            state.failing(false);
        } catch (SQLException | ExecutionException | TimeoutException | RuntimeException e) {
            unplace(consumer.assignment());
            state.failing(true);
            LOG.warn("A batch failed and will be read again in {}: {}", backoff.failed(), e.toString(), e);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            state.polled();
            probeBroker(!records.isEmpty());
            return records;
        } catch (InvalidOffsetException e) {
            LOG.warn("The log does not have the next offset of {}: {}", e.partitions(), e.toString());
            unplace(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void probeBroker(boolean gaveRecords) {
        if (gaveRecords) {
            state.brokerSeen();
        } else if (probe.isDone()) {
            if (!probe.isCompletedExceptionally()) {
                state.brokerSeen();
            }
            probe = admin.describeCluster().clusterId();
        }
    }

    private void place() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        if (unplaced.isEmpty()) {
            return;
        }
        topicId = placement.topicId(admin);
        Map<TopicPartition, Long> offsets = placement.place(consumer, topicId, unplaced);
        offsets.forEach(consumer::seek);
        consumer.resume(offsets.keySet());
        placed.putAll(offsets);
        unplaced.removeAll(offsets.keySet());
        tellOwned();
        LOG.info("Reading {}", offsets);
    }

    private void write(ConsumerRecords<byte[], byte[]> records) throws SQLException {
        List<Slice> slices = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            Long from = placed.get(partition);
            if (from != null) {
                List<Message> messages = records.records(partition).stream()
                        .map(MessageDecoder::decode)
                        .toList();
                slices.add(new Slice(partition.partition(), from, topicId, messages));
            }
        }
        if (!slices.isEmpty()) {
            writer.write(slices);
            advance(records);
        }
        state.lag(placed.keySet().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum());
    }

    /** The offsets that count are in the database by now; Kafka is told for those who watch its consumer groups. */
    private void advance(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            long next = records.records(partition).getLast().offset() + 1;
            placed.computeIfPresent(partition, (p, from) -> next);
            offsets.put(partition, new OffsetAndMetadata(next));
        }
        consumer.commitAsync(offsets, null);
    }

    private void unplace(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        placed.keySet().removeAll(partitions);
        unplaced.addAll(partitions);
        tellOwned();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Any position will do while they are paused; without one the client would look for an offset of its own.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        unplace(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        placed.keySet().removeAll(partitions);
        unplaced.removeAll(partitions);
        tellOwned();
    }

    private void tellOwned() {
        state.owns(placed.keySet().stream().map(TopicPartition::partition).collect(Collectors.toSet()));
    }

    /** Wakes a session that waits in {@link #pass()}; the only method for other threads. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        state.ends();
        admin.close(Duration.ZERO);
        consumer.close(Duration.ofSeconds(2));
    }
}
