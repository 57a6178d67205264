package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.deskledger.model.event.FieldChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ticket's fields by their API names, and what differs between two of them. */
final class TicketFields {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TicketFields() {}

    /** Every field of a new ticket that has a value. */
    static Map<String, FieldChange> ofNew(Ticket ticket) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        values(ticket).forEach((field, value) -> {
            if (!isNothing(value)) {
                changes.put(field, FieldChange.added(value));
            }
        });
        return changes;
    }

    /** The fields that differ, in the order of the API. */
    static Map<String, FieldChange> between(Ticket before, Ticket after) {
        Map<String, JsonNode> old = values(before);
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        values(after).forEach((field, value) -> {
            JsonNode from = old.getOrDefault(field, NullNode.instance);
            if (!from.equals(value)) {
                changes.put(field, new FieldChange(from, value));
            }
        });
        return changes;
    }

    /** Every field that had a value, as gone. */
    static Map<String, FieldChange> ofGone(Ticket ticket) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        ofNew(ticket).forEach((field, change) -> changes.put(field, new FieldChange(change.to(), NullNode.instance)));
        return changes;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull() || (value.isObject() && value.isEmpty()) || (value.isNumber() && value.longValue() == 0);
    }

    static Map<String, JsonNode> values(Ticket ticket) {
        Map<String, JsonNode> values = LinkedHashMap.newLinkedHashMap(16);
        TicketContent content = ticket.content();
        values.put("ticket_number", text(ticket.number()));
        values.put("title", text(content.title()));
        values.put("description", text(content.description()));
        values.put("status", text(ticket.status().wire()));
        values.put("priority", text(ticket.priority().wire()));
        values.put("category", text(content.category()));
        values.put("custom_fields", content.customFields());
        TicketPeople people = ticket.people();
        values.put("creator_id", number(people.creatorId()));
        values.put("assignee_id", number(people.assigneeId()));
        values.put("first_responder_id", number(people.firstResponderId()));
        values.put("resolved_assignee_id", number(people.resolvedAssigneeId()));
        TicketTimes times = ticket.times();
        values.put("first_responded_at", time(times.firstRespondedAt()));
        values.put("resolved_at", time(times.resolvedAt()));
        values.put("closed_at", time(times.closedAt()));
        values.put("deleted_at", time(times.deletedAt()));
        values.put("reopen_count", number((long) ticket.reopenCount()));
        return values;
    }

    private static JsonNode text(@Nullable String value) {
        return value == null ? NullNode.instance : JSON.textNode(value);
    }

    private static JsonNode number(@Nullable Long value) {
        return FieldChange.of((Long) null, value).to();
    }

    private static JsonNode time(@Nullable Instant value) {
        return value == null ? NullNode.instance : JSON.textNode(value.toString());
    }
}
