package io.deskledger.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.types.Time;
import io.deskledger.model.WireName;
import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.RowMarks;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/asyncapi.yaml} promises, against what the code writes. */
class AsyncApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DOCUMENT = read();
    private static final String DEAD_LETTER = "dead_letter";
    private static final String CHECKPOINT = "checkpoint";

    /** Headers that are there in some cases only. */
    private static final Set<String> OPTIONAL = Set.of("deskledger-value-omitted", "ce_traceparent", "traceparent");

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("../docs/asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyTypeIsDescribedAndNoOther() {
        List<String> types =
                Arrays.stream(EventType.values()).map(EventType::wire).toList();

        assertThat(names(DOCUMENT.at("/channels/changes/messages"))).containsExactlyInAnyOrderElementsOf(types);
        assertThat(names(DOCUMENT.at("/components/messages")))
                .contains(DEAD_LETTER, CHECKPOINT)
                .filteredOn(name -> !name.equals(DEAD_LETTER) && !name.equals(CHECKPOINT))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void topicsAreThoseOfTheCode() {
        assertTopic("changes", Topics.CHANGES);
        assertTopic("deadLetters", Topics.CHANGES_DEAD_LETTERS);
    }

    @Test
    void checkpointsAreWhatTheAuditConsumerSends() throws IOException {
        Checkpoint checkpoint = new Checkpoint(
                3,
                412,
                Hash.GENESIS,
                Hash.GENESIS,
                RowMarks.parse(""),
                Instant.parse("2026-03-01T10:16:00.000123Z"),
                Hash.GENESIS);
        ObjectNode sent = (ObjectNode) JSON.readTree(CheckpointJson.write(
                CheckpointPem.signer(CheckpointPem.generate()).sign(checkpoint)));

        assertThat(complaints(CHECKPOINT, "payload", sent)).isEmpty();
        assertThat(complaints(CHECKPOINT, "payload", sent.deepCopy().put("more", 1)))
                .isNotEmpty();
        assertThat(complaints(CHECKPOINT, "payload", sent.deepCopy().without(List.of("root"))))
                .isNotEmpty();
        JsonNode channel = DOCUMENT.at("/channels/checkpoints");
        assertThat(channel.at("/bindings/kafka/topic")).isEqualTo(channel.get("address"));
        assertThat(Files.readString(Path.of("../audit-consumer/src/main/resources/application.yml")))
                .contains("${DESKLEDGER_AUDIT_CHECKPOINT_TOPIC:"
                        + channel.get("address").textValue() + "}");
    }

    private static void assertTopic(String channel, String topic) {
        JsonNode described = DOCUMENT.at("/channels/" + channel);
        assertThat(described.get("address").textValue()).isEqualTo(topic);
        assertThat(described.at("/bindings/kafka/topic").textValue()).isEqualTo(topic);
        assertThat(described.at("/bindings/kafka/partitions").intValue()).isEqualTo(Topics.PARTITIONS);
    }

    @Test
    void constantsAreThoseOfTheCode() {
        assertThat(texts("/components/schemas/Ticket/properties/status/enum")).isEqualTo(wires(TicketStatus.values()));
        assertThat(texts("/components/schemas/Ticket/properties/priority/enum"))
                .isEqualTo(wires(TicketPriority.values()));
    }

    /** So a field that the code no longer writes can't stay described: it is required, and the golden files lack it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Headers", "Data", "TicketData", "Actor", "Request", "Ticket", "DeadLetterHeaders", "Checkpoint"
            })
    void everyFieldIsAlwaysThere(String schema) {
        JsonNode described = DOCUMENT.at("/components/schemas/" + schema);
        List<String> required =
                described.get("required").valueStream().map(JsonNode::textValue).toList();

        assertThat(names(described.get("properties")).stream().filter(name -> !OPTIONAL.contains(name)))
                .containsExactlyElementsOf(required);
    }

    /** The golden files are what the codec writes, by another test. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void goldenFilesAreValidAndOthersAreNot(EventType type) throws IOException {
        ObjectNode data = golden(type);

        assertThat(complaints(type, "payload", data)).isEmpty();
        assertThat(complaints(type, "payload", data.deepCopy().put("more", 1))).isNotEmpty();
        assertThat(complaints(type, "payload", data.deepCopy().put("action", "EXPLODE")))
                .isNotEmpty();
        assertThat(complaints(type, "payload", data.deepCopy().without(List.of("changes"))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void headersAndKeysAreValid(EventType type) {
        ChangeEvent event = EventSamples.of(type);
        ObjectNode headers = headers(ChangeEventCodec.encode(event));

        List<String> described = names(DOCUMENT.at("/components/schemas/Headers/properties"));
        assertThat(names(headers))
                .containsExactlyInAnyOrderElementsOf(described.stream()
                        .filter(name -> !OPTIONAL.contains(name))
                        .toList());
        assertThat(complaints(type, "headers", headers)).isEmpty();
        assertThat(complaints(type, "headers", headers.deepCopy().put("ce_subject", "printers/1")))
                .isNotEmpty();
        assertThat(complaints(type, "headers", headers.deepCopy().put("ce_id", "42")))
                .isNotEmpty();
        assertThat(complaints(type, "bindings/kafka/key", JsonNodeFactory.instance.textNode(event.key())))
                .isEmpty();
    }

    /** The record's headers, as CloudEvents' binding for Kafka names them in binary mode. */
    private static ObjectNode headers(CloudEvent event) {
        ObjectNode headers = JSON.createObjectNode();
        for (String name : event.getAttributeNames()) {
            String header = name.equals("datacontenttype") ? "content-type" : "ce_" + name;
            Object value = event.getAttribute(name);
            headers.put(header, value instanceof OffsetDateTime time ? Time.writeTime(time) : String.valueOf(value));
        }
        event.getExtensionNames().forEach(name -> headers.put("ce_" + name, String.valueOf(event.getExtension(name))));
        return headers;
    }

    private static Set<ValidationMessage> complaints(EventType type, String part, JsonNode value) {
        return complaints(type.wire(), part, value);
    }

    private static Set<ValidationMessage> complaints(String message, String part, JsonNode value) {
        ObjectNode schema = JSON.createObjectNode()
                .put("$ref", "#/components/messages/" + message + "/" + part)
                .set("components", DOCUMENT.get("components"));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(schema)
                .validate(value);
    }

    private static ObjectNode golden(EventType type) throws IOException {
        String file = "/golden/" + type.wire() + ".json";
        try (InputStream in = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(file), file)) {
            return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), UTF_8));
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(String pointer) {
        return DOCUMENT.at(pointer).valueStream().map(JsonNode::textValue).toList();
    }

    private static List<String> wires(WireName[] constants) {
        return Arrays.stream(constants).map(WireName::wire).toList();
    }
}
