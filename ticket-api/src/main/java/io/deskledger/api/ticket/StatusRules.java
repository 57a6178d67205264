package io.deskledger.api.ticket;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Actor;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;

/**
 * Which moves people may make: any open state to any other or to resolved; resolved to closed or back to open; closed
 * to open by staff. A customer confirms (resolved to closed) or reopens (resolved to open), no more.
 */
final class StatusRules {

    private StatusRules() {}

    static void check(TicketStatus from, TicketStatus to, Actor actor) {
        if (from == to) {
            return;
        }
        boolean customer = actor.role() == UserRole.CUSTOMER;
        if (!isAllowed(from, to)) {
            throw new ProblemException.Conflict("A ticket can't go from " + from.wire() + " to " + to.wire());
        }
        if (customer && from != TicketStatus.RESOLVED) {
            throw new ProblemException.Conflict(
                    "Only staff may move a ticket from " + from.wire() + " to " + to.wire());
        }
    }

    private static boolean isAllowed(TicketStatus from, TicketStatus to) {
        return switch (from) {
            case OPEN, IN_PROGRESS, WAITING_ON_CUSTOMER -> to != TicketStatus.CLOSED;
            case RESOLVED -> to == TicketStatus.CLOSED || to == TicketStatus.OPEN;
            case CLOSED -> to == TicketStatus.OPEN;
        };
    }
}
