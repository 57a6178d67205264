package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.TicketEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Invariant 4: what can't be audited is parked with its reason, and holds up nothing. */
class PoisonIT {

    private static final long TICKET = 5;
    private static final int PARTITION = 2; // one for all poison, so that offsets tell their order

    @Test
    void parksEveryKindWithItsReasonAndAuditsTheRest() throws Exception {
        try (AuditDesk desk = new AuditDesk()) {
            Map<ProducerRecord<byte[], byte[]>, String> poison = poison(desk);
            List<TicketEvent> good = Events.tickets(1, poison.size() + 1);
            List<ProducerRecord<byte[], byte[]>> mixed = new ArrayList<>();
            mixed.add(desk.message(good.getFirst()));
            int next = 1;
            for (ProducerRecord<byte[], byte[]> message : poison.keySet()) {
                mixed.add(
                        new ProducerRecord<>(desk.topic, PARTITION, message.key(), message.value(), message.headers()));
                mixed.add(desk.message(good.get(next++)));
            }
            desk.startConsumer();
            desk.sendAll(mixed);

            List<ConsumerRecord<byte[], byte[]>> letters = letters(desk, poison.size());
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(desk.audited()).isEqualTo(good.size()));
            assertThat(letters).hasSize(poison.size());
            List<String> reasons = letters.stream()
                    .sorted(Comparator.comparingLong(PoisonIT::offset))
                    .map(letter -> header(letter, "deskledger-reason"))
                    .toList();
            int i = 0;
            for (String expected : poison.values()) {
                assertThat(reasons.get(i++)).startsWith(expected);
            }
            assertOriginal(letters, poison, desk.topic);
            desk.assertWhole(good.size());
        }
    }

    private static void assertOriginal(
            List<ConsumerRecord<byte[], byte[]>> letters,
            Map<ProducerRecord<byte[], byte[]>, String> poison,
            String topic) {
        Map<Long, ConsumerRecord<byte[], byte[]>> byOffset = new TreeMap<>();
        letters.forEach(letter -> byOffset.put(offset(letter), letter));
        assertThat(byOffset).hasSize(poison.size());
        var sent = poison.keySet().iterator();
        for (ConsumerRecord<byte[], byte[]> letter : byOffset.values()) {
            ProducerRecord<byte[], byte[]> original = sent.next();
            assertThat(letter.value()).isEqualTo(original.value());
            assertThat(letter.key()).isEqualTo(original.key());
            Header[] headers = original.headers().toArray();
            assertThat(Arrays.copyOf(letter.headers().toArray(), headers.length))
                    .isEqualTo(headers);
            assertThat(header(letter, "deskledger-original-topic")).isEqualTo(topic);
            assertThat(header(letter, "deskledger-original-timestamp")).matches("\\d{13}");
        }
    }

    private static Map<ProducerRecord<byte[], byte[]>, String> poison(AuditDesk desk) {
        TicketEvent event = Events.ticket(EventIds.next(), TICKET, 1);
        Map<ProducerRecord<byte[], byte[]>, String> poison = new LinkedHashMap<>();
        poison.put(raw(desk, "5", "hello"), "not_a_cloudevent");
        poison.put(new ProducerRecord<>(desk.topic, utf8("5"), null), "tombstone");
        poison.put(changed(desk, event, b -> b.withType("io.deskledger.ticket.frozen.v9")), "unknown_type: io.desk");
        poison.put(changed(desk, event, b -> b.withId("42")), "malformed: id");
        poison.put(changed(desk, event, b -> b.withSubject("tickets/6")), "malformed: subject");
        poison.put(changed(desk, event, b -> b.withExtension("entityversion", "9")), "malformed: entityversion");
        poison.put(data(desk, event, d -> "{not json"), "malformed: data is not JSON");
        poison.put(data(desk, event, d -> d.replace("\"UPDATE\"", "1").replace("\"CREATE\"", "1")), "malformed");
        poison.put(data(desk, event, d -> d.replace("\"version\":1", "\"version\":1e400")), "malformed: version");
        poison.put(
                data(desk, event, d -> d.replace("\"version\":1", "\"version\":99999999999999999999")),
                "malformed: version");
        poison.put(data(desk, event, d -> d.replace("\"from\"", "\"before\"")), "malformed: data.changes.title");
        poison.put(data(desk, event, d -> d.replace("déjà", "\\u0000")), "unstorable: the database refuses it");
        poison.put(data(desk, event, d -> d.replace("req-1", "\\ud800")), "unstorable: the database refuses it");
        poison.put(data(desk, event, d -> d.replace("\"Title 0\"", "1e999999")), "unstorable: the database refuses");
        poison.put(
                changed(
                        desk,
                        event,
                        b -> b.withId(Events.idAt(Instant.parse("2019-12-31T23:59:59Z"))
                                .toString())),
                "unstorable: id is of 2019");
        poison.put(
                changed(
                        desk,
                        event,
                        b -> b.withId(Events.idAt(Instant.parse("9000-01-01T00:00:00Z"))
                                .toString())),
                "unstorable: id is of 9000");
        poison.put(keyed(desk, "6", event), "wrong_key: key is 6, not 5");
        poison.put(keyed(desk, null, event), "wrong_key: key is null");
        poison.put(notUtf8(desk, event), "unstorable: data is not UTF-8");
        return poison;
    }

    private static ProducerRecord<byte[], byte[]> notUtf8(AuditDesk desk, TicketEvent event) {
        byte[] utf16 = ChangeEventCodec.data(event).getBytes(StandardCharsets.UTF_16BE);
        return write(
                desk, "5", builder(event).withData("application/json", utf16).build());
    }

    static ProducerRecord<byte[], byte[]> changed(
            AuditDesk desk, TicketEvent event, UnaryOperator<io.cloudevents.core.v1.CloudEventBuilder> change) {
        return write(desk, "5", change.apply(builder(event)).build());
    }

    static ProducerRecord<byte[], byte[]> data(AuditDesk desk, TicketEvent event, UnaryOperator<String> change) {
        String data = change.apply(ChangeEventCodec.data(event));
        return write(
                desk,
                "5",
                builder(event).withData("application/json", utf8(data)).build());
    }

    static ProducerRecord<byte[], byte[]> keyed(AuditDesk desk, @Nullable String key, TicketEvent event) {
        return write(desk, key, ChangeEventCodec.encode(event));
    }

    static io.cloudevents.core.v1.CloudEventBuilder builder(TicketEvent event) {
        return CloudEventBuilder.v1(ChangeEventCodec.encode(event))
                .withId(EventIds.next().toString());
    }

    static ProducerRecord<byte[], byte[]> raw(AuditDesk desk, String key, String value) {
        return new ProducerRecord<>(desk.topic, utf8(key), utf8(value));
    }

    static ProducerRecord<byte[], byte[]> write(AuditDesk desk, @Nullable String key, CloudEvent event) {
        return KafkaMessageFactory.<byte[]>createWriter(desk.topic, null, null, key == null ? null : utf8(key))
                .writeBinary(event);
    }

    static List<ConsumerRecord<byte[], byte[]>> letters(AuditDesk desk, int count) {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.kafka(),
                        "group.id",
                        desk.deadLetters,
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(desk.deadLetters));
            await().atMost(Duration.ofSeconds(40)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return letters.size() >= count;
            });
        }
        return letters;
    }

    private static long offset(ConsumerRecord<byte[], byte[]> letter) {
        return Long.parseLong(header(letter, "deskledger-original-offset"));
    }

    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
