package io.deskledger.api.deadletter;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Topics;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** The topic of dead letters, and the way back to the topic that they came from. */
@Singleton
final class LetterBox {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;

    private final LetterClients clients;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);

    LetterBox(LetterClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * The letters from that place on, partition by partition, at most {@code limit}.
     *
     * @param shape what is kept of each: its value may have many megabytes
     */
    <T> List<T> from(LetterId place, int limit, Function<ConsumerRecord<byte[], byte[]>, T> shape) {
        return reading(consumer -> {
            List<T> letters = new ArrayList<>();
            ends(consumer).forEach((partition, end) -> {
                boolean begun = partition.partition() < place.partition();
                if (!begun && letters.size() < limit) {
                    long start = partition.partition() == place.partition() ? place.offset() : 0;
                    int most = limit - letters.size();
                    read(consumer, partition, new Range(start, end, most), letter -> letters.add(shape.apply(letter)));
                }
            });
            return letters;
        });
    }

    /** The letter at that place. */
    Optional<ConsumerRecord<byte[], byte[]>> find(LetterId id) {
        return reading(consumer -> {
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>(1);
            ends(consumer).forEach((partition, end) -> {
                if (partition.partition() == id.partition()) {
                    read(consumer, partition, new Range(id.offset(), end, 1), found::add);
                }
            });
            // Where the very letter is gone, the first one behind it is found.
            return found.stream()
                    .filter(letter -> letter.offset() == id.offset())
                    .findFirst();
        });
    }

    /** Puts the record back where it came from: its bytes, its key, its headers, its partition. */
    void putBack(ConsumerRecord<byte[], byte[]> letter, int partition) {
        ProducerRecord<byte[], byte[]> original =
                new ProducerRecord<>(Topics.CHANGES, partition, letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                original.headers().add(header);
            }
        }
        try (Producer<byte[], byte[]> producer = clients.producer()) {
            producer.send(original).get();
        } catch (ExecutionException | KafkaException e) {
            throw away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        }
    }

    private <T> T reading(Function<Consumer<byte[], byte[]>, T> work) {
        if (!places.tryAcquire()) {
            throw new ProblemException.TooManyRequests("The dead letters are being read; try again", PATIENCE);
        }
        try (Consumer<byte[], byte[]> consumer = clients.consumer()) {
            return work.apply(consumer);
        } catch (KafkaException e) {
            throw away();
        } finally {
            places.release();
        }
    }

    private static ProblemException.Unavailable away() {
        return new ProblemException.Unavailable("Kafka does not answer; try again");
    }

    /** Where each partition ends; none before the topic is made. */
    private static Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer) {
        var infos = consumer.listTopics().get(Topics.CHANGES_DEAD_LETTERS);
        if (infos == null) {
            return Map.of();
        }
        Map<TopicPartition, Long> sorted = new TreeMap<>(Comparator.comparingInt(TopicPartition::partition));
        sorted.putAll(consumer.endOffsets(infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList()));
        return sorted;
    }

    private void read(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Range range,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        if (range.start() >= range.end()) {
            return;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.start());
        Instant deadline = clock.instant().plus(PATIENCE);
        int found = 0;
        while (found < range.most() && consumer.position(partition) < range.end()) {
            if (clock.instant().isAfter(deadline)) {
                throw away();
            }
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL).records(partition)) {
                if (found < range.most()) {
                    reader.accept(letter);
                    found++;
                }
            }
        }
    }

    /** What is read of a partition: from {@code start} to before {@code end}, at most so many letters. */
    private record Range(long start, long end, int most) {}
}
