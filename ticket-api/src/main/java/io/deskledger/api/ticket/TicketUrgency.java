package io.deskledger.api.ticket;

import org.jspecify.annotations.Nullable;

/**
 * How a ticket's clocks stand.
 *
 * @param isOverdue unresolved, and past its resolution target
 * @param escalationNeeded nobody has taken it up, though its clock has run for long
 * @param sla the clocks, or null where nothing is promised
 */
public record TicketUrgency(
        boolean isOverdue,
        boolean escalationNeeded,
        @Nullable SlaView sla) {

    /** Of a ticket that nothing is promised of. */
    public static final TicketUrgency NONE = new TicketUrgency(false, false, null);
}
