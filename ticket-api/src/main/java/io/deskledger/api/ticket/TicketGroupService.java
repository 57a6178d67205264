package io.deskledger.api.ticket;

import io.deskledger.api.coalesce.Asked;
import io.deskledger.api.coalesce.SharedTransaction;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.outbox.TracedEvent;
import io.deskledger.api.security.Caller;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates tickets; those that come at the same time share a transaction and its statements: see
 * docs/decisions/0051-requests-at-the-same-time.md.
 */
@Singleton
class TicketGroupService {

    private static final int TRANSACTIONS = 3;
    private static final int TICKETS_OF_ONE = 32;

    private final TicketService alone;
    private final TicketRepository tickets;
    private final TicketRows rows;
    private final IdAllocator ids;
    private final Outbox outbox;
    private final Clock clock;
    private final SharedTransaction<NewTicket, TaggedTicket> creations;

    TicketGroupService(
            TicketService alone,
            TicketRepository tickets,
            TicketRows rows,
            IdAllocator ids,
            Outbox outbox,
            Clock clock,
            TransactionOperations<Connection> transactions) {
        this.alone = alone;
        this.tickets = tickets;
        this.rows = rows;
        this.ids = ids;
        this.outbox = outbox;
        this.clock = clock;
        this.creations = new SharedTransaction<>(
                transactions,
                TRANSACTIONS,
                TICKETS_OF_ONE,
                this::createTogether,
                one -> alone.create(one.write(), one.caller()));
    }

    /** Creates the ticket as {@link TicketService#create} does. */
    TaggedTicket create(NewTicket ticket, Caller caller) {
        return isPlain(ticket) ? creations.write(ticket, caller) : alone.create(ticket, caller);
    }

    /** Nothing is to be asked before, and nobody's tag or person could be locked. */
    private static boolean isPlain(NewTicket ticket) {
        return ticket.requesterId() == null
                && ticket.assigneeId() == null
                && ticket.autoAssign() == null
                && ticket.tags().isEmpty();
    }

    private Map<Asked<NewTicket>, TaggedTicket> createTogether(Set<Asked<NewTicket>> some) {
        Instant now = clock.instant();
        Map<Asked<NewTicket>, Ticket> made = new LinkedHashMap<>();
        for (Asked<NewTicket> one : some) {
            NewTicket asked = one.write();
            made.put(
                    one,
                    Ticket.created(
                            ids.next(),
                            asked.content(),
                            asked.priority(),
                            one.caller().id(),
                            now));
        }
        rows.insert(List.copyOf(made.values()));
        Map<Asked<NewTicket>, TaggedTicket> answers = new LinkedHashMap<>();
        List<TracedEvent> events = new ArrayList<>();
        made.forEach((one, ticket) -> {
            TicketChange change = TicketChange.created(ticket, List.of());
            events.add(new TracedEvent(
                    change.event(now, one.caller().actor(), one.caller().origin()), one.trace()));
            answers.put(one, tickets.made(ticket, List.of(), null));
        });
        outbox.appendTraced(events);
        return answers;
    }
}
