package io.deskledger.api.ticket;

import org.jspecify.annotations.Nullable;

/**
 * The users around a ticket, by id.
 *
 * @param creatorId whose ticket it is
 * @param assigneeId who works it, or null
 * @param firstResponderId who wrote the first public comment by staff, or null
 * @param resolvedAssigneeId who it was assigned to when it was resolved, or null while it is not resolved
 */
public record TicketPeople(
        long creatorId,
        @Nullable Long assigneeId,
        @Nullable Long firstResponderId,
        @Nullable Long resolvedAssigneeId) {

    TicketPeople withCreator(long creator) {
        return new TicketPeople(creator, assigneeId, firstResponderId, resolvedAssigneeId);
    }

    TicketPeople withAssignee(@Nullable Long assignee) {
        return new TicketPeople(creatorId, assignee, firstResponderId, resolvedAssigneeId);
    }

    TicketPeople withFirstResponder(long responder) {
        return new TicketPeople(creatorId, assigneeId, responder, resolvedAssigneeId);
    }

    TicketPeople withResolvedAssignee(@Nullable Long assignee) {
        return new TicketPeople(creatorId, assigneeId, firstResponderId, assignee);
    }
}
