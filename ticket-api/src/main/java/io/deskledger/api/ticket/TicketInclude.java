package io.deskledger.api.ticket;

import io.deskledger.api.security.Caller;
import java.util.Set;

/**
 * Whom to show with a ticket.
 *
 * @param creator whose ticket it is
 * @param assignee who works it
 * @param emails with their addresses, which customers don't see
 */
record TicketInclude(boolean creator, boolean assignee, boolean emails) {

    static final TicketInclude NOBODY = new TicketInclude(false, false, false);

    static TicketInclude of(Set<String> names, Caller caller) {
        return new TicketInclude(
                names.contains(TicketFilter.CREATOR), names.contains(TicketFilter.ASSIGNEE), caller.isStaff());
    }
}
