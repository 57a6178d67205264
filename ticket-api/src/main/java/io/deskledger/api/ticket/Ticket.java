package io.deskledger.api.ticket;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket and the rules of its life. Every method answers the ticket as it stands afterwards and touches no version: a
 * command may take several steps, and {@link TicketChange} makes one version and one event of them all.
 *
 * @param id the ticket's id
 * @param content what people wrote
 * @param status where it stands
 * @param priority how pressing it is now
 * @param initialPriority how pressing it was at creation
 * @param people the users around it
 * @param times when what happened
 * @param reopenCount how often it went from resolved or closed back to an open state
 * @param version the number of events it has left
 */
public record Ticket(
        long id,
        TicketContent content,
        TicketStatus status,
        TicketPriority priority,
        TicketPriority initialPriority,
        TicketPeople people,
        TicketTimes times,
        int reopenCount,
        long version) {

    /** Whether the actor may know of the ticket: customers of their own only. */
    public boolean isVisibleTo(Actor actor) {
        return actor.role() != UserRole.CUSTOMER
                || Long.valueOf(people.creatorId()).equals(actor.id());
    }

    /** A new ticket: open, unassigned, at version 1. */
    public static Ticket created(long id, TicketContent content, TicketPriority priority, long creatorId, Instant at) {
        return new Ticket(
                id,
                content,
                TicketStatus.OPEN,
                priority,
                priority,
                new TicketPeople(creatorId, null, null, null),
                TicketTimes.created(at),
                0,
                1);
    }

    public String number() {
        return TicketNumber.of(times.createdAt(), id);
    }

    /** The ticket after a move that the rules allow; {@link ProblemException.Conflict} where they don't. */
    public Ticket changeStatus(TicketStatus to, Instant at, Actor actor) {
        StatusRules.check(status, to, actor);
        return moveTo(to, at);
    }

    /** The ticket after any move, allowed or not: imported history is what it is. */
    public Ticket moveTo(TicketStatus to, Instant at) {
        if (to == status) {
            return this;
        }
        return switch (to) {
            case OPEN, IN_PROGRESS, WAITING_ON_CUSTOMER -> reopenedOrStillOpen(to);
            case RESOLVED -> ended(to, times.notBeforeCreation(at), null);
            case CLOSED -> ended(to, times.notBeforeCreation(at), times.notBeforeCreation(at));
        };
    }

    /** The ticket in another agent's hands, or in nobody's. */
    public Ticket assign(@Nullable Long assigneeId) {
        return with(content, priority, people.withAssignee(assigneeId));
    }

    /** The ticket as somebody else's. */
    Ticket transfer(long creatorId) {
        return with(content, priority, people.withCreator(creatorId));
    }

    public Ticket delete(Instant at) {
        return with(status, people, times.withDeletion(at), reopenCount);
    }

    public Ticket restore() {
        return with(status, people, times.withDeletion(null), reopenCount);
    }

    public boolean isDeleted() {
        return times.deletedAt() != null;
    }

    public Ticket changePriority(TicketPriority to) {
        return with(content, to, people);
    }

    public Ticket changeCategory(@Nullable String to) {
        return edit(content.withCategory(to));
    }

    public Ticket edit(TicketContent to) {
        return with(to, priority, people);
    }

    /**
     * The ticket after a comment: staff's first public one is the first response, a customer's reopens a ticket that
     * waits or is resolved.
     */
    public Ticket commented(Actor author, boolean internal, Instant at) {
        if (author.role() == UserRole.CUSTOMER) {
            boolean reopens = status == TicketStatus.WAITING_ON_CUSTOMER || status == TicketStatus.RESOLVED;
            return reopens ? moveTo(TicketStatus.OPEN, at) : this;
        }
        return internal || author.id() == null ? this : answered(author.id(), at);
    }

    /** The ticket after a public comment by staff: the first one counts as the response, later ones change nothing. */
    public Ticket answered(long staffId, Instant at) {
        if (times.firstRespondedAt() != null) {
            return this;
        }
        return new Ticket(
                id,
                content,
                status,
                priority,
                initialPriority,
                people.withFirstResponder(staffId),
                times.withFirstResponse(times.notBeforeCreation(at)),
                reopenCount,
                version);
    }

    /** The ticket as events carry it. */
    public TicketSnapshot snapshot() {
        return new TicketSnapshot(
                times.createdAt(),
                times.firstRespondedAt(),
                times.resolvedAt(),
                times.closedAt(),
                times.deletedAt(),
                status,
                priority,
                content.category(),
                people.creatorId(),
                people.assigneeId());
    }

    Ticket atNextVersion(Instant at) {
        return new Ticket(
                id,
                content,
                status,
                priority,
                initialPriority,
                people,
                times.withUpdated(at),
                reopenCount,
                version + 1);
    }

    private Ticket reopenedOrStillOpen(TicketStatus to) {
        return with(
                to,
                people.withResolvedAssignee(null),
                times.withEnd(null, null),
                status.isOpen() ? reopenCount : reopenCount + 1);
    }

    private Ticket ended(TicketStatus to, Instant at, @Nullable Instant closedAt) {
        Instant resolvedAt = times.resolvedAt();
        if (resolvedAt != null) {
            return with(to, people, times.withEnd(resolvedAt, closedAt), reopenCount);
        }
        return with(to, people.withResolvedAssignee(people.assigneeId()), times.withEnd(at, closedAt), reopenCount);
    }

    private Ticket with(TicketContent newContent, TicketPriority newPriority, TicketPeople newPeople) {
        return new Ticket(id, newContent, status, newPriority, initialPriority, newPeople, times, reopenCount, version);
    }

    private Ticket with(TicketStatus newStatus, TicketPeople newPeople, TicketTimes newTimes, int newReopenCount) {
        return new Ticket(
                id, content, newStatus, priority, initialPriority, newPeople, newTimes, newReopenCount, version);
    }
}
