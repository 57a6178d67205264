package io.deskledger.api.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.TagEvent;
import io.deskledger.model.event.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters as the audit consumer parks them. */
public final class ParkedEvents {

    private static final int LIMIT_SECONDS = 30;

    private ParkedEvents() {}

    /** Parks a sound event of a tag; answers the letter's id. */
    public static String park() {
        RecordMetadata parked = park(event(), "unknown_type: io.deskledger.tag.created.v1", Topics.CHANGES, true);
        return parked.partition() + "-" + parked.offset();
    }

    /** An event of a tag, with a header that is none of ours. */
    static ProducerRecord<byte[], byte[]> event() {
        EventHeader header =
                new EventHeader(EventIds.next(), Instant.EPOCH, 4, 1, Actor.SYSTEM, new Origin("parked", null, null));
        ProducerRecord<byte[], byte[]> record = KafkaMessageFactory.<byte[]>createWriter(
                        Topics.CHANGES, null, null, "tag-4".getBytes(UTF_8))
                .writeBinary(ChangeEventCodec.encode(
                        new TagEvent.Created(header, Map.of("name", FieldChange.of(null, "vpn")))));
        record.headers().add("x-trace", new byte[] {0, (byte) 0xff});
        return record;
    }

    /** Parks a record as one that came from partition 7. */
    static RecordMetadata park(ProducerRecord<byte[], byte[]> original, String reason, String topic, boolean whole) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.CHANGES_DEAD_LETTERS, null, original.key(), whole ? original.value() : null, original.headers());
        Map<String, String> told = Map.of(
                "reason", reason,
                "original-topic", topic,
                "original-partition", "7",
                "original-offset", "99",
                "original-timestamp", "1764000000000",
                "consumer", "audit-consumer");
        told.forEach((name, value) -> letter.headers().add("deskledger-" + name, value.getBytes(UTF_8)));
        if (!whole) {
            letter.headers().add("deskledger-value-omitted", "true".getBytes(UTF_8));
        }
        makeTopics();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            return producer.send(letter).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void makeTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            Set<String> known = admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = List.of(Topics.CHANGES, Topics.CHANGES_DEAD_LETTERS).stream()
                    .filter(topic -> !known.contains(topic))
                    .map(topic -> new NewTopic(topic, Optional.of(Topics.PARTITIONS), Optional.empty()))
                    .toList();
            admin.createTopics(missing).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
