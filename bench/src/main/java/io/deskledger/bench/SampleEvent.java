package io.deskledger.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.DecodedEvent;
import io.deskledger.model.event.StoredEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Events to measure with: the golden files of common-model, with comments in the words of the demo. */
public enum SampleEvent {
    /** Three fields of a ticket change: half a kilobyte, the most frequent kind. */
    UPDATED("io.deskledger.ticket.updated.v1", 0),
    /** A comment of a few sentences: one kilobyte. */
    COMMENTED("io.deskledger.ticket.commented.v1", 600),
    /** The longest comment that the API takes: a hundred kilobytes. */
    BIG("io.deskledger.ticket.commented.v1", 100_000);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String type;
    private final int characters;

    SampleEvent(String type, int characters) {
        this.type = type;
        this.characters = characters;
    }

    /** The event as the API makes it. */
    ChangeEvent event() {
        ObjectNode data = (ObjectNode) read("/golden/" + type + ".json");
        if (data.at("/changes/comment/to") instanceof ObjectNode comment) {
            comment.put("content", prose(characters));
        }
        StoredEvent stored = new StoredEvent(
                UUID.fromString("0199b1a0-0000-7000-8000-00000000002a"),
                type,
                "tickets/" + data.path("id").longValue(),
                Instant.parse("2026-11-21T09:30:00.123456Z"),
                "users/" + data.at("/actor/id").longValue(),
                data.at("/request/id").textValue(),
                data.path("version").longValue(),
                data.toString(),
                null);
        if (ChangeEventCodec.decode(stored.toCloudEvent()) instanceof DecodedEvent.Known known) {
            return known.event();
        }
        throw new IllegalStateException(type + " is no event");
    }

    /** What agents write in the demo, one answer behind the other, until it is so long. */
    private static String prose(int characters) {
        JsonNode texts = read("/demo/texts.json");
        StringBuilder prose = new StringBuilder(characters);
        while (prose.length() < characters) {
            for (String kind : new String[] {"acknowledgements", "reopened", "final"}) {
                texts.path(kind).forEach(text -> prose.append(text.textValue()).append('\n'));
            }
        }
        return prose.substring(0, characters);
    }

    private static JsonNode read(String resource) {
        try (InputStream in = Objects.requireNonNull(SampleEvent.class.getResourceAsStream(resource), resource)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
