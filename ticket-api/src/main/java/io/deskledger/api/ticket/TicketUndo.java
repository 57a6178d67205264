package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.model.WireName;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes back what a change did to a ticket's life, its assignee and its custom fields, where that still stands. */
public final class TicketUndo {

    private static final String CUSTOM_FIELDS = "custom_fields";

    private TicketUndo() {}

    /** The ticket with the former values, or empty where one of the changed fields has changed since. */
    public static Optional<Ticket> of(Ticket ticket, Map<String, FieldChange> made) {
        Map<String, JsonNode> now = TicketFields.values(ticket);
        for (Map.Entry<String, FieldChange> change : made.entrySet()) {
            boolean same = change.getKey().equals(CUSTOM_FIELDS)
                    || change.getValue().to().equals(now.getOrDefault(change.getKey(), NullNode.instance));
            if (!same) {
                return Optional.empty();
            }
        }
        FieldChange fields = made.get(CUSTOM_FIELDS);
        if (fields == null) {
            return Optional.of(former(ticket, made, ticket.content()));
        }
        TicketContent old = ticket.content();
        return mergedBack(old.customFields(), fields)
                .map(custom -> former(
                        ticket, made, new TicketContent(old.title(), old.description(), old.category(), custom)));
    }

    private static Ticket former(Ticket ticket, Map<String, FieldChange> made, TicketContent content) {
        TicketPeople people = ticket.people();
        TicketTimes times = ticket.times();
        Former former = new Former(made);
        return new Ticket(
                ticket.id(),
                content,
                former.status(ticket.status()),
                ticket.priority(),
                ticket.initialPriority(),
                new TicketPeople(
                        people.creatorId(),
                        former.id("assignee_id", people.assigneeId()),
                        people.firstResponderId(),
                        former.id("resolved_assignee_id", people.resolvedAssigneeId())),
                new TicketTimes(
                        times.createdAt(),
                        times.updatedAt(),
                        times.firstRespondedAt(),
                        former.time("resolved_at", times.resolvedAt()),
                        former.time("closed_at", times.closedAt()),
                        former.time("deleted_at", times.deletedAt())),
                former.count("reopen_count", ticket.reopenCount()),
                ticket.version());
    }

    /** Only the keys that the change touched count: others may have come and gone. */
    private static Optional<ObjectNode> mergedBack(ObjectNode now, FieldChange fields) {
        ObjectNode result = now.deepCopy();
        TreeSet<String> keys = new TreeSet<>();
        fields.from().fieldNames().forEachRemaining(keys::add);
        fields.to().fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            JsonNode from = fields.from().get(key);
            JsonNode to = fields.to().get(key);
            if (Objects.equals(from, to)) {
                continue;
            }
            if (!Objects.equals(to, now.get(key))) {
                return Optional.empty();
            }
            if (from == null) {
                result.remove(key);
            } else {
                result.set(key, from);
            }
        }
        return Optional.of(result);
    }

    /** The values before, or those that stand where a field was not changed. */
    private record Former(Map<String, FieldChange> made) {

        TicketStatus status(TicketStatus otherwise) {
            FieldChange change = made.get("status");
            return change == null
                    ? otherwise
                    : WireName.find(TicketStatus.class, change.from().asText()).orElseThrow();
        }

        @Nullable
        Long id(String field, @Nullable Long otherwise) {
            FieldChange change = made.get(field);
            if (change == null) {
                return otherwise;
            }
            return change.from().isNull() ? null : (Long) change.from().longValue();
        }

        @Nullable
        Instant time(String field, @Nullable Instant otherwise) {
            FieldChange change = made.get(field);
            if (change == null) {
                return otherwise;
            }
            return change.from().isNull() ? null : Instant.parse(change.from().textValue());
        }

        int count(String field, int otherwise) {
            FieldChange change = made.get(field);
            return change == null ? otherwise : change.from().intValue();
        }
    }
}
