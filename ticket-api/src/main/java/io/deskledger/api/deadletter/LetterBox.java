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

    /** The letters from that place on, partition by partition, at most {@code limit}. */
    List<ConsumerRecord<byte[], byte[]>> from(LetterId place, int limit) {
        return reading(consumer -> {
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            ends(consumer).forEach((partition, end) -> {
                boolean begun = partition.partition() < place.partition();
                if (!begun && letters.size() < limit) {
                    long start = partition.partition() == place.partition() ? place.offset() : 0;
                    letters.addAll(read(consumer, partition, start, end, limit - letters.size()));
                }
            });
            return letters;
        });
    }

    /** The letter at that place. */
    Optional<ConsumerRecord<byte[], byte[]>> find(LetterId id) {
        return from(id, 1).stream()
                .filter(letter -> letter.partition() == id.partition() && letter.offset() == id.offset())
                .findFirst();
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

    private List<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, long start, long end, int limit) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        if (start >= end) {
            return letters;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        Instant deadline = clock.instant().plus(PATIENCE);
        while (letters.size() < limit && consumer.position(partition) < end) {
            if (clock.instant().isAfter(deadline)) {
                throw away();
            }
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL).records(partition)) {
                if (letters.size() < limit) {
                    letters.add(letter);
                }
            }
        }
        return letters;
    }
}
