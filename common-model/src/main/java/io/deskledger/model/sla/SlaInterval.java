package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a clock's time. The running ones add up to the time elapsed, all of them to the time since the start.
 *
 * @param from included
 * @param to excluded
 * @param phase what the clock did
 * @param reason why, for people
 * @param status the ticket's
 * @param assigneeId in whose hands it was, null: nobody's
 */
public record SlaInterval(
        Instant from,
        Instant to,
        SlaPhase phase,
        String reason,
        TicketStatus status,
        @Nullable Long assigneeId) {

    public Duration length() {
        return Duration.between(from, to);
    }
}
