package io.deskledger.api.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What could not be audited is found again, and put back as it was. */
class DeadLetterIT {

    private static final TopicPartition ORIGINAL = new TopicPartition(Topics.CHANGES, 7);

    private final ApiServer api = ApiServer.shared();

    @Test
    void aLetterTellsWhatItIsAndWhy() {
        ProducerRecord<byte[], byte[]> event = ParkedEvents.event();
        String id = id(ParkedEvents.park(event, "malformed: id: \0 is no id", Topics.CHANGES, true));

        JsonNode content =
                api.admin().get("/audit/dead-letters/" + id).expect(200).json();
        JsonNode letter = content.get("letter");
        assertThat(letter.get("reason").textValue()).isEqualTo("malformed");
        assertThat(letter.get("detail").textValue()).isEqualTo("id: \u2400 is no id");
        assertThat(letter.get("key").textValue()).isEqualTo("tag-4");
        assertThat(letter.get("type").textValue()).isEqualTo("io.deskledger.tag.created.v1");
        assertThat(letter.at("/original/partition").intValue()).isEqualTo(7);
        assertThat(letter.at("/original/offset").intValue()).isEqualTo(99);
        assertThat(letter.get("bytes").intValue()).isEqualTo(event.value().length);
        assertThat(letter.get("replayable").booleanValue()).isTrue();
        assertThat(Base64.getDecoder().decode(content.get("value_base64").textValue()))
                .isEqualTo(event.value());
        assertThat(content.get("headers")).anySatisfy(header -> {
            assertThat(header.get("name").textValue()).isEqualTo("x-trace");
            assertThat(header.get("value_base64").textValue()).isEqualTo("AP8=");
        });
    }

    @Test
    void pagesHoldEveryLetterOnce() {
        List<String> parked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            parked.add(ParkedEvents.park());
        }
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.admin()
                    .get("/audit/dead-letters?limit=2" + cursor)
                    .expect(200)
                    .json();
            page.get("items").forEach(item -> found.add(item.get("id").textValue()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").textValue();
        } while (!cursor.isEmpty());
        assertThat(found).doesNotHaveDuplicates().containsAll(parked);
    }

    @Test
    void aReplayPutsBackWhatStoodThere() {
        ApiServer.Person admin = api.newPerson("admin");
        ProducerRecord<byte[], byte[]> event = ParkedEvents.event();
        String id = id(ParkedEvents.park(event, "unknown_type: x", Topics.CHANGES, true));
        try (KafkaConsumer<byte[], byte[]> changes = consumer()) {
            changes.assign(List.of(ORIGINAL));
            changes.seekToEnd(List.of(ORIGINAL));
            long end = changes.position(ORIGINAL);
            admin.client().post("/audit/dead-letters/" + id + "/replay", "").expect(200);
            admin.client().post("/audit/dead-letters/" + id + "/replay", "").expect(200);

            List<ConsumerRecord<byte[], byte[]>> back = new ArrayList<>();
            while (changes.position(ORIGINAL) < end + 2) {
                changes.poll(Duration.ofSeconds(10)).forEach(back::add);
            }
            assertThat(back).hasSize(2).allSatisfy(record -> {
                assertThat(record.key()).isEqualTo(event.key());
                assertThat(record.value()).isEqualTo(event.value());
                assertThat(Arrays.asList(record.headers().toArray()))
                        .isEqualTo(Arrays.asList(event.headers().toArray()));
            });
        }
        List<JsonNode> told = api.eventsBySubject("audit/" + admin.id());
        assertThat(told).hasSize(2).allSatisfy(replay -> {
            assertThat(replay.get("action").textValue()).isEqualTo("REPLAY");
            assertThat(replay.at("/changes/dead_letter/to").textValue()).isEqualTo(id);
            assertThat(replay.at("/changes/original/to").textValue()).isEqualTo("7-99");
        });
    }

    @Test
    void whatIsNotWholeOrNotOursStaysWhereItIs() {
        String cut = id(ParkedEvents.park(ParkedEvents.event(), "malformed: x", Topics.CHANGES, false));
        String foreign = id(ParkedEvents.park(ParkedEvents.event(), "malformed: x", "elsewhere", true));
        for (String id : List.of(cut, foreign)) {
            JsonNode letter =
                    api.admin().get("/audit/dead-letters/" + id).expect(200).json();
            assertThat(letter.at("/letter/replayable").booleanValue()).isFalse();
            api.admin().post("/audit/dead-letters/" + id + "/replay", "").expectProblem(409);
        }
    }

    @Test
    void aRecordThatIsNoLetterAtAllDoesNoHarm() {
        ProducerRecord<byte[], byte[]> odd =
                new ProducerRecord<>(Topics.CHANGES, null, null, "\0hello".getBytes(UTF_8));
        String id = id(ParkedEvents.park(odd, "no colon", Topics.CHANGES, true));
        JsonNode letter =
                api.admin().get("/audit/dead-letters/" + id).expect(200).json();
        assertThat(letter.at("/letter/reason").textValue()).isEqualTo("no colon");
        assertThat(letter.at("/letter/key").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-999999", "99-0", "x", "0-0-0", "-1-0", "0-99999999999999999999"})
    void whereThereIsNoneThereIsNone(String id) {
        ParkedEvents.park();
        api.admin().get("/audit/dead-letters/" + id).expectProblem(404);
        api.admin().post("/audit/dead-letters/" + id + "/replay", "").expectProblem(404);
    }

    @Test
    void readingIsAudited() {
        ParkedEvents.park();
        ApiServer.Person admin = api.newPerson("admin");
        admin.client().get("/audit/dead-letters?limit=1").expect(200);
        assertThat(api.eventsBySubject("audit/" + admin.id()))
                .extracting(event -> event.at("/changes/format/to").textValue())
                .containsExactly("dead-letters");
        api.admin().get("/audit/dead-letters?limit=0").expectProblem(400);
        api.admin().get("/audit/dead-letters?cursor=x").expectProblem(400);
        api.agent().client().get("/audit/dead-letters").expectProblem(403);
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static String id(RecordMetadata letter) {
        return letter.partition() + "-" + letter.offset();
    }
}
