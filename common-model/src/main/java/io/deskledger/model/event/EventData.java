package io.deskledger.model.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes an event's data: JSON in snake_case with its fields in one fixed order, so equal events give equal bytes. */
final class EventData {

    private static final JsonFactory FACTORY = new ObjectMapper().getFactory();

    private EventData() {}

    static String write(ChangeEvent event) {
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("entity", event.type().entity());
            json.writeNumberField("id", event.header().entityId());
            json.writeNumberField("version", event.header().version());
            json.writeStringField("action", event.type().action().name());
            writeChanges(json, event.changes());
            writeActor(json, event.header().actor());
            writeOrigin(json, event.header().origin());
            if (event instanceof TicketEvent ticketEvent) {
                writeTicket(json, ticketEvent.ticket());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }

    private static void writeChanges(JsonGenerator json, Map<String, FieldChange> changes) throws IOException {
        json.writeObjectFieldStart("changes");
        for (var entry : changes.entrySet()) {
            json.writeObjectFieldStart(entry.getKey());
            json.writeFieldName("from");
            json.writeTree(entry.getValue().from());
            json.writeFieldName("to");
            json.writeTree(entry.getValue().to());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void writeActor(JsonGenerator json, Actor actor) throws IOException {
        json.writeObjectFieldStart("actor");
        writeLong(json, "id", actor.id());
        json.writeStringField("role", actor.roleName());
        json.writeEndObject();
    }

    private static void writeOrigin(JsonGenerator json, Origin origin) throws IOException {
        json.writeObjectFieldStart("request");
        json.writeStringField("id", origin.requestId());
        writeText(json, "ip", origin.ip());
        writeText(json, "user_agent", origin.userAgent());
        json.writeEndObject();
    }

    private static void writeTicket(JsonGenerator json, TicketSnapshot ticket) throws IOException {
        json.writeObjectFieldStart("ticket");
        writeInstant(json, "created_at", ticket.createdAt());
        writeInstant(json, "first_responded_at", ticket.firstRespondedAt());
        writeInstant(json, "resolved_at", ticket.resolvedAt());
        writeInstant(json, "closed_at", ticket.closedAt());
        writeInstant(json, "deleted_at", ticket.deletedAt());
        json.writeStringField("status", ticket.status().wire());
        json.writeStringField("priority", ticket.priority().wire());
        writeText(json, "category", ticket.category());
        json.writeNumberField("creator_id", ticket.creatorId());
        writeLong(json, "assignee_id", ticket.assigneeId());
        json.writeEndObject();
    }

    private static void writeInstant(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
        writeText(json, name, value == null ? null : value.toString());
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value);
        }
    }

    private static void writeLong(JsonGenerator json, String name, @Nullable Long value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
