package io.deskledger.api.sla.reevaluation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.reevaluation.Reevaluation.Item;
import io.deskledger.api.sql.Sql;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.api.ticket.TicketChoice;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Locks, and gives reevaluated tickets their next versions, and says what became of them. */
@Singleton
class ReevaluatedTickets {

    private final Sql sql;
    private final TicketBatchRepository tickets;
    private final Clock clock;

    ReevaluatedTickets(Sql sql, TicketBatchRepository tickets, Clock clock) {
        this.sql = sql;
        this.tickets = tickets;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** The tickets that are asked for, in the order of their ids; locked, unless it is only to look at them. */
    List<Long> find(ReevaluationCommand command) {
        TicketChoice choice = command.choice();
        List<Long> ids;
        if (choice == null) {
            ids = command.dryRun() ? tickets.find(command.ids()) : tickets.lock(command.ids());
        } else {
            int limit = ReevaluationCommand.MAX_TICKETS + 1;
            ids = command.dryRun() ? tickets.find(choice, limit) : tickets.lock(choice, limit);
        }
        if (ids.size() > ReevaluationCommand.MAX_TICKETS) {
            throw new ProblemException.Conflict(
                    "More than " + ReevaluationCommand.MAX_TICKETS + " tickets match: narrow the filter");
        }
        return ids;
    }

    List<ChangeEvent> bump(List<Item> items, Instant now, Caller caller) {
        List<Long> ids = items.stream().map(Item::ticketId).toList();
        sql.update("UPDATE tickets SET version = version + 1 WHERE id = ANY (?)", ids);
        Map<Long, Ticket> byId =
                tickets.readWithoutContent(ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        List<ChangeEvent> events = new ArrayList<>(items.size());
        for (Item item : items) {
            Ticket ticket = Objects.requireNonNull(byId.get(item.ticketId()));
            EventHeader header = new EventHeader(
                    EventIds.next(), now, ticket.id(), ticket.version(), caller.actor(), caller.origin());
            Map<String, FieldChange> changes = new LinkedHashMap<>();
            changes.put(
                    "sla",
                    new FieldChange(
                            side(item.fromVersionId(), item.fromState()), side(item.toVersionId(), item.toState())));
            events.add(new TicketEvent.SlaReevaluated(header, changes, ticket.snapshot()));
        }
        return events;
    }

    private static ObjectNode side(@Nullable Long versionId, @Nullable String state) {
        ObjectNode side = JsonNodeFactory.instance.objectNode();
        side.set("policy_version_id", FieldChange.of(null, versionId).to());
        side.put("resolution", state);
        return side;
    }
}
