package io.deskledger.analytics.change;

import io.deskledger.analytics.day.DayQueue;
import io.deskledger.analytics.health.Part;
import io.deskledger.analytics.health.WorkerHealth;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.runtime.trace.Traces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of changes. Offsets are committed after the marks, so a crash repeats marks and loses none; any
 * failure leaves the group, so that another worker can go on, and joins it again a little later.
 */
@Singleton
public class ChangeConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaClients kafka;
    private final ChangeReader reader;
    private final ChangeMarks marks;
    private final DayQueue queue;
    private final WorkerHealth health;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("changes").daemon().unstarted(this::run);

    ChangeConsumer(KafkaClients kafka, ChangeReader reader, ChangeMarks marks, DayQueue queue, WorkerHealth health) {
        this.kafka = kafka;
        this.reader = reader;
        this.marks = marks;
        this.queue = queue;
        this.health = health;
    }

    /** Starts following. */
    public void start() {
        thread.start();
    }

    private void run() {
        do {
            try {
                marks.check();
                follow();
            } catch (RuntimeException e) {
                health.down(Part.CHANGES, String.valueOf(e.getMessage()));
                LOG.debug("Consuming failed", e);
            }
        } while (!stopped(PAUSE));
    }

    private void follow() {
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer()) {
            consumer.subscribe(List.of(KafkaClients.TOPIC));
            while (!stopped(Duration.ZERO)) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    try (Traces.Ending _ = reader.trace(records)) {
                        if (marks.mark(events(records))) {
                            queue.queueDirty();
                        }
                    }
                    consumer.commitSync();
                }
                health.up(Part.CHANGES);
            }
        }
    }

    private List<ChangeEvent> events(ConsumerRecords<byte[], byte[]> records) {
        return StreamSupport.stream(records.spliterator(), false)
                .map(reader::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean stopped(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Leaves the group, with everything committed that is marked. */
    public void stop() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
