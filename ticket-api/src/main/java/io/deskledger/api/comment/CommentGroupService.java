package io.deskledger.api.comment;

import io.deskledger.api.coalesce.Asked;
import io.deskledger.api.coalesce.SharedTransaction;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.outbox.TracedEvent;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.StatusMove;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRows;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Adds comments; those that come at the same time share a transaction and its statements: see
 * docs/decisions/0051-requests-at-the-same-time.md.
 */
@Singleton
class CommentGroupService {

    private static final int TRANSACTIONS = 3;
    private static final int COMMENTS_OF_ONE = 32;

    private final CommentRepository comments;
    private final TicketBatchRepository tickets;
    private final TicketRows rows;
    private final Outbox outbox;
    private final Clock clock;
    private final SharedTransaction<Addition, CommentView> additions;

    CommentGroupService(
            CommentService alone,
            CommentRepository comments,
            TicketBatchRepository tickets,
            TicketRows rows,
            Outbox outbox,
            Clock clock,
            TransactionOperations<Connection> transactions) {
        this.comments = comments;
        this.tickets = tickets;
        this.rows = rows;
        this.outbox = outbox;
        this.clock = clock;
        this.additions = new SharedTransaction<>(
                transactions,
                TRANSACTIONS,
                COMMENTS_OF_ONE,
                this::addTogether,
                one -> alone.add(one.write().ticketId(), one.write().comment(), one.caller()));
    }

    /** Adds the comment as {@link CommentService#add} does. */
    CommentView add(long ticketId, NewComment comment, Caller caller) {
        return additions.write(new Addition(ticketId, comment), caller);
    }

    /** One a ticket, of those tickets that nobody is changing; what is refused, or comes second, is left out. */
    private Map<Asked<Addition>, CommentView> addTogether(Set<Asked<Addition>> some) {
        Map<Long, Asked<Addition>> asked = new LinkedHashMap<>();
        some.forEach(one -> asked.putIfAbsent(one.write().ticketId(), one));
        Map<Asked<Addition>, Ticket> locked = new LinkedHashMap<>();
        for (Ticket ticket : tickets.lockFreeWithoutContent(asked.keySet())) {
            Asked<Addition> one = Objects.requireNonNull(asked.get(ticket.id()));
            if (CommentService.isAllowed(ticket, one.caller())) {
                locked.put(one, ticket);
            }
        }
        if (locked.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Map<Long, CommentView> written = comments.insert(List.copyOf(locked.keySet()), now);
        Map<Asked<Addition>, CommentView> answers = new LinkedHashMap<>();
        List<TicketChange> changes = new ArrayList<>();
        List<StatusMove> moves = new ArrayList<>();
        List<TracedEvent> events = new ArrayList<>();
        locked.forEach((one, before) -> {
            CommentView view = Objects.requireNonNull(written.get(one.write().ticketId()));
            TicketChange change = CommentService.change(before, one.write().comment(), view.id(), one.caller(), now);
            answers.put(one, view);
            changes.add(change);
            change.statusMove(now, one.caller().actor()).ifPresent(moves::add);
            events.add(new TracedEvent(
                    change.event(now, one.caller().actor(), one.caller().origin()), one.trace()));
        });
        rows.update(changes);
        rows.move(moves);
        outbox.appendTraced(events);
        return answers;
    }
}
