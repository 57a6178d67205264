package io.deskledger.model.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EventData} wrote; refuses anything else, naming the field. */
final class EventDataReader {

    private static final int MAX_NESTING = 64;

    private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
            .reader();

    private final JsonNode root;

    private EventDataReader(JsonNode root) {
        this.root = root;
    }

    static EventDataReader parse(byte[] data) {
        try {
            JsonNode root = READER.readTree(data);
            if (!root.isObject()) {
                throw new MalformedEventException("data is not a JSON object");
            }
            return new EventDataReader(root);
        } catch (IOException e) {
            throw new MalformedEventException("data is not JSON: " + firstLine(e.getMessage()));
        }
    }

    void expect(String field, String value) {
        if (!text(root, field).equals(value)) {
            throw new MalformedEventException("data." + field + " is not " + value);
        }
    }

    long id() {
        return positive("id");
    }

    long version() {
        return positive("version");
    }

    Map<String, FieldChange> changes() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        for (var entry : object(root, "changes").properties()) {
            JsonNode value = entry.getValue();
            if (!value.isObject() || value.size() != 2 || !value.has("from") || !value.has("to")) {
                throw new MalformedEventException("data.changes." + entry.getKey() + " is not {from, to}");
            }
            changes.put(entry.getKey(), new FieldChange(value.get("from"), value.get("to")));
        }
        return changes;
    }

    Actor actor() {
        JsonNode actor = object(root, "actor");
        Long id = longOrNull(actor, "id");
        return id == null ? Actor.SYSTEM : Actor.user(id, constant(UserRole.class, actor, "role"));
    }

    Origin origin() {
        JsonNode request = object(root, "request");
        return new Origin(text(request, "id"), textOrNull(request, "ip"), textOrNull(request, "user_agent"));
    }

    TicketSnapshot ticket() {
        JsonNode ticket = object(root, "ticket");
        Instant createdAt = instant(ticket, "created_at");
        Long creatorId = longOrNull(ticket, "creator_id");
        if (createdAt == null || creatorId == null) {
            throw new MalformedEventException("data.ticket.created_at or creator_id is missing");
        }
        return new TicketSnapshot(
                createdAt,
                instant(ticket, "first_responded_at"),
                instant(ticket, "resolved_at"),
                instant(ticket, "closed_at"),
                instant(ticket, "deleted_at"),
                constant(TicketStatus.class, ticket, "status"),
                constant(TicketPriority.class, ticket, "priority"),
                textOrNull(ticket, "category"),
                creatorId,
                longOrNull(ticket, "assignee_id"));
    }

    private long positive(String field) {
        Long value = longOrNull(root, field);
        if (value == null || value < 1) {
            throw new MalformedEventException("data." + field + " is not a positive whole number");
        }
        return value;
    }

    private static JsonNode object(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        if (!node.isObject()) {
            throw new MalformedEventException(field + " is not an object");
        }
        return node;
    }

    private static String text(JsonNode parent, String field) {
        String value = textOrNull(parent, field);
        if (value == null) {
            throw new MalformedEventException(field + " is missing");
        }
        return value;
    }

    private static @Nullable String textOrNull(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw new MalformedEventException(field + " is not a text");
        }
        return node.textValue();
    }

    private static @Nullable Long longOrNull(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new MalformedEventException(field + " is not a whole number");
        }
        return node.longValue();
    }

    private static @Nullable Instant instant(JsonNode parent, String field) {
        String value = textOrNull(parent, field);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            throw new MalformedEventException(field + " is not an instant");
        }
    }

    private static <E extends Enum<E> & WireName> E constant(Class<E> type, JsonNode parent, String field) {
        String value = text(parent, field);
        return WireName.find(type, value)
                .orElseThrow(() ->
                        new MalformedEventException(field + " is none of " + WireName.names(type) + ": " + value));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }
}
