package io.deskledger.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeEventCodecTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyTypeComesBackAsItWas(EventType type) {
        ChangeEvent event = EventSamples.of(type);

        assertThat(ChangeEventCodec.decode(ChangeEventCodec.encode(event))).isEqualTo(new DecodedEvent.Known(event));
    }

    /** The files are the contract with consumers that we don't know: a difference is a new version of the type. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void dataIsTheGoldenFile(EventType type) throws IOException {
        assertThat(ChangeEventCodec.data(EventSamples.of(type))).isEqualTo(golden(type.wire()));
    }

    @Test
    void attributesAreThoseOfCloudEvents() {
        CloudEvent message = ChangeEventCodec.encode(EventSamples.of(EventType.TICKET_UPDATED));

        assertThat(message.getSpecVersion().toString()).isEqualTo("1.0");
        assertThat(message.getSource()).hasToString("/deskledger/ticket-api");
        assertThat(message.getType()).isEqualTo("io.deskledger.ticket.updated.v1");
        assertThat(message.getSubject()).isEqualTo("tickets/42");
        assertThat(message.getTime()).hasToString("2026-11-21T09:30Z");
        assertThat(message.getExtension("actor")).isEqualTo("users/3");
        assertThat(message.getExtension("requestid")).isEqualTo("req-1");
        assertThat(message.getExtension("entityversion")).isEqualTo("2");
        assertThat(message.getDataContentType()).isEqualTo("application/json");
    }

    @Test
    void unknownTypeIsSaidToBeUnknown() {
        CloudEvent message = CloudEventBuilder.from(ChangeEventCodec.encode(EventSamples.of(EventType.USER_CREATED)))
                .withType("io.deskledger.ticket.teleported.v9")
                .build();

        assertThat(ChangeEventCodec.decode(message))
                .isEqualTo(new DecodedEvent.Unknown("io.deskledger.ticket.teleported.v9"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"version\":2             | \"version\":0                      | data.version is not a positive whole number",
                "\"version\":2             | \"version\":99999999999999999999   | version is not a whole number",
                "\"version\":2             | \"version\":7                      | entityversion does not match the data: 2",
                "\"id\":42                 | \"id\":43                          | subject does not match the data: tickets/42",
                "\"id\":42,                | \"id\":42,\"id\":42,               | data is not JSON: Duplicate field 'id'",
                "\"entity\":\"tickets\"    | \"entity\":\"users\"               | data.entity is not tickets",
                "\"action\":\"UPDATE\"     | \"action\":\"CREATE\"              | data.action is not UPDATE",
                "\"status\":\"resolved\"   | \"status\":\"gone\"                | status is none of open, in_progress,",
                "\"role\":\"agent\"        | \"role\":\"king\"                  | role is none of customer, agent, admin: king",
                "\"from\":\"open\",        | ``                                 | data.changes.status is not {from, to}",
                "\"created_at\":\"2026     | \"created_at\":\"x2026             | created_at is not an instant",
                "{\"entity\"               | [{\"entity\"                       | data is not JSON",
            })
    void malformedDataIsRefusedWithAReason(String part, String replacement, String reason) {
        CloudEvent good = ChangeEventCodec.encode(EventSamples.of(EventType.TICKET_UPDATED));
        String data = new String(Objects.requireNonNull(good.getData()).toBytes(), UTF_8);
        assertThat(data).contains(part);

        DecodedEvent decoded = ChangeEventCodec.decode(CloudEventBuilder.from(good)
                .withData(data.replace(part, replacement).getBytes(UTF_8))
                .build());

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        DecodedEvent.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains(reason));
    }

    @Test
    void deepNestingIsRefused() {
        CloudEvent good = ChangeEventCodec.encode(EventSamples.of(EventType.TICKET_UPDATED));
        byte[] deep = ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(UTF_8);

        DecodedEvent decoded = ChangeEventCodec.decode(
                CloudEventBuilder.from(good).withData(deep).build());

        assertThat(decoded).isInstanceOf(DecodedEvent.Malformed.class);
    }

    private static String golden(String name) throws IOException {
        String path = "/golden/" + name + ".json";
        try (InputStream file =
                Objects.requireNonNull(ChangeEventCodecTest.class.getResourceAsStream(path), path + " is missing")) {
            return new String(file.readAllBytes(), UTF_8).strip();
        }
    }
}
