package io.deskledger.api.ticket;

import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code status_changes}: what the reports count reopenings by.
 *
 * @param ticketId the ticket
 * @param version the ticket's version that the move made
 * @param from the status before
 * @param to the status after
 * @param actorId who moved it, or null for the system
 * @param at when
 */
public record StatusMove(
        long ticketId,
        long version,
        TicketStatus from,
        TicketStatus to,
        @Nullable Long actorId,
        Instant at) {

    /** From resolved or closed to an open state. */
    public boolean isReopening() {
        return !from.isOpen() && to.isOpen();
    }
}
