package io.deskledger.api.ticket;

import io.deskledger.api.assignment.Assignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket and what it is tagged with.
 *
 * @param ticket the ticket
 * @param tags its tags, sorted
 * @param urgency how its clocks stand
 * @param assignment what came of the search for an agent, or null where nobody was searched for
 */
public record TaggedTicket(
        Ticket ticket,
        List<String> tags,
        TicketUrgency urgency,
        @Nullable Assignment assignment) {

    TaggedTicket(Ticket ticket, List<String> tags, TicketUrgency urgency) {
        this(ticket, tags, urgency, null);
    }

    /** The ticket's id. */
    public long id() {
        return ticket.id();
    }
}
