package io.deskledger.api.ticket;

import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tickets want to know of service levels. */
public interface TicketClocks {

    /** The clocks of a ticket that was stored just now, and of which nobody else knows yet. */
    TicketUrgency ofNew(Ticket ticket, List<String> tags);

    /**
     * How stored clocks stand now.
     *
     * @param clocks the column {@link TicketSql#CLOCKS}, or null where there are none
     */
    TicketUrgency of(TicketStatus status, byte @Nullable [] clocks);

    /** What it takes now that a clock has run for more than so many hours. */
    EscalationLimits limits(int hours);

    Instant now();
}
