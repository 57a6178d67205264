package io.deskledger.api.ticket;

import io.deskledger.api.security.Caller;
import java.util.Set;

/**
 * What to show with a ticket.
 *
 * @param creator whose ticket it is
 * @param assignee who works it
 * @param comments the latest comments
 * @param staff with addresses and internal comments, which customers don't see
 */
record TicketInclude(boolean creator, boolean assignee, boolean comments, boolean staff) {

    static final TicketInclude NOBODY = new TicketInclude(false, false, false, false);

    /** Whether anybody's name is to be read. */
    boolean people() {
        return creator || assignee;
    }

    static TicketInclude of(Set<String> names, Caller caller) {
        return new TicketInclude(
                names.contains(TicketFilter.CREATOR),
                names.contains(TicketFilter.ASSIGNEE),
                names.contains(TicketFilter.COMMENTS),
                caller.isStaff());
    }
}
