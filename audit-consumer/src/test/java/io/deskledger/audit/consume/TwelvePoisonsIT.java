package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.TicketEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** One of each kind of poison: each is told apart by its reason, and what comes behind it is audited within seconds. */
class TwelvePoisonsIT {

    private static final Duration STALL = Duration.ofSeconds(5);
    private static final int PARTITION = 3;
    private static final long TICKET = 5;
    private static final byte[] FIRST = PoisonIT.utf8("hello");

    @Test
    void eachIsParkedForAReasonOfItsOwnAndHoldsUpTheNextForFiveSecondsAtMost() throws Exception {
        try (AuditDesk desk = new AuditDesk()) {
            allowLarge(desk);
            desk.startConsumer();
            desk.sendAll(List.of(good(desk, 1)));
            await().atMost(Duration.ofSeconds(40)).until(() -> desk.audited() == 1);
            // The first one of all also waits for what parks them to be loaded and connected.
            desk.sendAll(
                    List.of(new ProducerRecord<>(desk.topic, PARTITION, PoisonIT.utf8("5"), FIRST), good(desk, 2)));
            await().atMost(Duration.ofSeconds(40)).until(() -> desk.audited() == 2);
            Map<String, ProducerRecord<byte[], byte[]>> poisons = poisons(desk);
            long audited = 2;
            for (Map.Entry<String, ProducerRecord<byte[], byte[]>> poison : poisons.entrySet()) {
                ProducerRecord<byte[], byte[]> bad = poison.getValue();
                long next = audited + 1;
                desk.sendAll(List.of(
                        new ProducerRecord<>(desk.topic, PARTITION, bad.key(), bad.value(), bad.headers()),
                        good(desk, next)));
                await().atMost(STALL).until(() -> desk.audited() == next);
                audited = next;
            }
            List<ConsumerRecord<byte[], byte[]>> letters = PoisonIT.letters(desk, 1 + poisons.size());
            Map<String, byte[]> byReason = new LinkedHashMap<>();
            assertThat(letters.removeIf(letter -> Arrays.equals(letter.value(), FIRST)))
                    .isTrue();
            letters.forEach(letter -> byReason.put(PoisonIT.header(letter, "deskledger-reason"), letter.value()));
            assertThat(byReason).hasSize(12);
            poisons.forEach((reason, poison) -> assertThat(byReason).as(reason).anySatisfy((told, value) -> {
                assertThat(told).startsWith(reason);
                assertThat(value).isEqualTo(poison.value());
            }));
        }
    }

    /** By what the reason must begin with. */
    private static Map<String, ProducerRecord<byte[], byte[]>> poisons(AuditDesk desk) {
        TicketEvent event = Events.ticket(EventIds.next(), TICKET, 1);
        String data = ChangeEventCodec.data(event);
        Map<String, ProducerRecord<byte[], byte[]>> poisons = new LinkedHashMap<>();
        poisons.put("malformed: data is not JSON: Unexpected", PoisonIT.data(desk, event, _ -> "{not json"));
        poisons.put(
                "unknown_type: io.deskledger.ticket.frozen.v1",
                PoisonIT.changed(desk, event, b -> b.withType("io.deskledger.ticket.frozen.v1")));
        poisons.put(
                "unknown_version: io.deskledger.ticket.created.v2",
                PoisonIT.changed(desk, event, b -> b.withType("io.deskledger.ticket.created.v2")));
        poisons.put(
                "malformed: data.entity",
                PoisonIT.data(desk, event, d -> d.replace("\"tickets\"", '"' + "x".repeat(5_000_000) + '"')));
        poisons.put("unstorable: the database", PoisonIT.data(desk, event, d -> d.replace("déjà", "\\u0000")));
        poisons.put("wrong_key: key is null", PoisonIT.keyed(desk, null, event));
        poisons.put("tombstone", new ProducerRecord<>(desk.topic, PoisonIT.utf8("5"), null));
        byte[] latin = data.getBytes(StandardCharsets.ISO_8859_1);
        poisons.put(
                "malformed: data is not JSON: Invalid UTF-8",
                PoisonIT.write(
                        desk,
                        "5",
                        PoisonIT.builder(event)
                                .withData("application/json", latin)
                                .build()));
        poisons.put(
                "malformed: data is not JSON: Document nesting depth",
                PoisonIT.data(desk, event, d -> d.replace("\"Title 0\"", "[".repeat(100_000) + "]".repeat(100_000))));
        poisons.put(
                "malformed: version", PoisonIT.data(desk, event, d -> d.replace("\"version\":1", "\"version\":1e400")));
        poisons.put(
                "malformed: status is none of",
                PoisonIT.data(desk, event, d -> d.replace("\"status\":\"open\"", "\"status\":\"frozen\"")));
        ProducerRecord<byte[], byte[]> nameless = PoisonIT.keyed(desk, "5", event);
        nameless.headers().remove("ce_id");
        poisons.put("not_a_cloudevent", nameless);
        return poisons;
    }

    private static ProducerRecord<byte[], byte[]> good(AuditDesk desk, long number) {
        ProducerRecord<byte[], byte[]> message = desk.message(Events.ticket(EventIds.next(), number, 1));
        return new ProducerRecord<>(desk.topic, PARTITION, message.key(), message.value(), message.headers());
    }

    /** As ticket-api makes the topics. */
    private static void allowLarge(AuditDesk desk) throws Exception {
        AlterConfigOp allow =
                new AlterConfigOp(new ConfigEntry("max.message.bytes", "16777216"), AlterConfigOp.OpType.SET);
        List<AlterConfigOp> operations = List.of(allow);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, desk.topic), operations,
                            new ConfigResource(ConfigResource.Type.TOPIC, desk.deadLetters), operations))
                    .all()
                    .get();
        }
    }
}
