package io.deskledger.api.webhook.intake;

import io.deskledger.model.event.Topics;
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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the consumer group. A partition is read only once it is placed: sought to the stored offset. Any
 * failure makes the partitions unplaced again, so that there is one way to recover from everything.
 */
final class IntakeSession implements ConsumerRebalanceListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeSession.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final ChangesLog log;
    private final IntakeService intake;
    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> unplaced = new HashSet<>();
    private final Map<TopicPartition, Long> placed = new HashMap<>(); // with the offset that comes next
    private String topicId = "";

    IntakeSession(ChangesLog log, IntakeService intake) {
        this.log = log;
        this.intake = intake;
        this.consumer = log.consumer();
        consumer.subscribe(List.of(Topics.CHANGES), this);
    }

    /** Polls once and takes in what came; answers how many deliveries that made. */
    int pass() throws InterruptedException, ExecutionException, TimeoutException {
        ConsumerRecords<byte[], byte[]> records = poll();
        try {
            place();
            return take(records);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            unplace(consumer.assignment());
            throw e;
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (InvalidOffsetException e) {
            LOG.warn("The log does not have the next offset of {}", e.partitions(), e);
            unplace(e.partitions());
            return ConsumerRecords.empty();
        }
    }

    private void place() throws InterruptedException, ExecutionException, TimeoutException {
        if (unplaced.isEmpty()) {
            return;
        }
        topicId = log.topicId();
        for (Position position : intake.place(ChangesLog.ranges(consumer, unplaced, topicId, intake.since()))) {
            TopicPartition partition = new TopicPartition(Topics.CHANGES, position.partition());
            consumer.seek(partition, position.nextOffset());
            placed.put(partition, position.nextOffset());
        }
        consumer.resume(unplaced);
        LOG.info("Reading changes for webhooks: {}", placed);
        unplaced.clear();
    }

    private int take(ConsumerRecords<byte[], byte[]> records) {
        if (records.isEmpty()) {
            return 0;
        }
        Set<String> wanted = intake.wanted();
        List<Slice> slices = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            Long from = placed.get(partition);
            if (from != null) {
                long next = records.records(partition).getLast().offset() + 1;
                List<Change> changes = records.records(partition).stream()
                        .flatMap(message -> Change.read(message, wanted).stream())
                        .toList();
                slices.add(new Slice(partition.partition(), from, next, changes));
            }
        }
        if (slices.isEmpty()) {
            return 0;
        }
        int deliveries = intake.take(slices, topicId);
        slices.forEach(slice -> placed.put(new TopicPartition(Topics.CHANGES, slice.partition()), slice.next()));
        return deliveries;
    }

    private void unplace(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        placed.keySet().removeAll(partitions);
        unplaced.addAll(partitions);
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
    }

    /** How many records Kafka has that this member is yet to read. */
    long lag() {
        return placed.keySet().stream()
                .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                .sum();
    }

    /** Wakes a session that waits in {@link #pass()}; the only method for other threads. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(2));
    }
}
