package io.deskledger.api.ticket;

import io.deskledger.api.coalesce.Asked;
import io.deskledger.api.coalesce.SharedTransaction;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.outbox.TracedEvent;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes tickets; changes of status alone that come at the same time share a transaction and its statements: see
 * docs/decisions/0051-requests-at-the-same-time.md.
 */
@Singleton
class StatusGroupService {

    private static final int TRANSACTIONS = 3;
    private static final int TICKETS_OF_ONE = 32;

    private final TicketService alone;
    private final TicketBatchRepository tickets;
    private final TicketViewRepository views;
    private final TicketRows rows;
    private final Outbox outbox;
    private final Clock clock;
    private final SharedTransaction<StatusRequest, TicketView> changes;

    StatusGroupService(
            TicketService alone,
            TicketBatchRepository tickets,
            TicketViewRepository views,
            TicketRows rows,
            Outbox outbox,
            Clock clock,
            TransactionOperations<Connection> transactions) {
        this.alone = alone;
        this.tickets = tickets;
        this.views = views;
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
        this.changes = new SharedTransaction<>(
                transactions,
                TRANSACTIONS,
                TICKETS_OF_ONE,
                this::changeTogether,
                one -> update(one.write(), one.caller()));
    }

    /** Changes the ticket as {@link TicketService#update} does. */
    TicketView change(long id, TicketPatch patch, @Nullable String ifMatch, Caller caller) {
        StatusRequest asked = new StatusRequest(id, patch, ifMatch);
        return patch.isOfStatusAlone() ? changes.write(asked, caller) : update(asked, caller);
    }

    private TicketView update(StatusRequest asked, Caller caller) {
        return TicketView.of(alone.update(asked.ticketId(), asked.patch(), asked.ifMatch(), caller));
    }

    /** One a ticket, of those tickets that nobody is changing; what is refused, or comes second, is left out. */
    private Map<Asked<StatusRequest>, TicketView> changeTogether(Set<Asked<StatusRequest>> some) {
        Map<Long, Asked<StatusRequest>> asked = new LinkedHashMap<>();
        some.forEach(one -> asked.putIfAbsent(one.write().ticketId(), one));
        List<Ticket> locked = tickets.lockFreeWithoutContent(asked.keySet());
        Instant now = clock.instant();
        Map<Asked<StatusRequest>, TicketChange> made = new LinkedHashMap<>();
        for (Ticket ticket : locked) {
            Asked<StatusRequest> one = Objects.requireNonNull(asked.get(ticket.id()));
            change(ticket, one, now).ifPresent(change -> made.put(one, change));
        }
        if (made.isEmpty()) {
            return Map.of();
        }
        List<StatusMove> moves = new ArrayList<>();
        List<TracedEvent> events = new ArrayList<>();
        made.forEach((one, change) -> {
            change.statusMove(now, one.caller().actor()).ifPresent(moves::add);
            events.add(new TracedEvent(
                    change.event(now, one.caller().actor(), one.caller().origin()), one.trace()));
        });
        rows.update(List.copyOf(made.values()));
        rows.move(moves);
        outbox.appendTraced(events);
        return answers(made.keySet());
    }

    /** Empty where nothing is to be changed, or may be: who is alone finds out which. */
    private static Optional<TicketChange> change(Ticket ticket, Asked<StatusRequest> one, Instant now) {
        if (ticket.isDeleted() || !ticket.isVisibleTo(one.caller().actor())) {
            return Optional.empty();
        }
        try {
            Versions.require(one.write().ifMatch(), ticket.version());
            return TicketChange.updated(ticket, one.write().patch().apply(ticket, one.caller(), now), now);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private Map<Asked<StatusRequest>, TicketView> answers(Set<Asked<StatusRequest>> changed) {
        Set<Long> ids = new HashSet<>();
        changed.forEach(one -> ids.add(one.write().ticketId()));
        Map<Long, TicketView> found = views.findAll(ids, Deleted.EXCLUDE);
        Map<Asked<StatusRequest>, TicketView> answers = new HashMap<>();
        changed.forEach(one ->
                answers.put(one, Objects.requireNonNull(found.get(one.write().ticketId()))));
        return answers;
    }
}
