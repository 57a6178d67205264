package io.deskledger.api.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.ObjectLimits;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketContent;
import io.deskledger.api.ticket.TicketRules;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an action does to one ticket, by the same rules as a single change.
 *
 * @param action what to do
 * @param caller who does it
 * @param now when
 */
record BulkRules(BulkAction.OnTickets action, Caller caller, Instant now) {

    static final String UNKNOWN = "There is no such ticket";

    /**
     * The change, or empty where the ticket is as it should be.
     *
     * @throws ProblemException where the ticket does not allow it; the detail is the reason
     */
    Optional<TicketChange> change(BulkTarget target) {
        Ticket ticket = target.ticket();
        if (ticket.isDeleted() && !action.reachesDeleted()) {
            throw new ProblemException.NotFound(UNKNOWN);
        }
        return switch (action) {
            case BulkAction.SetStatus to ->
                TicketChange.updated(ticket, ticket.changeStatus(to.status(), now, caller.actor()), now);
            case BulkAction.Assign to -> TicketChange.updated(ticket, ticket.assign(to.assigneeId()), now);
            case BulkAction.AddTags more -> added(target, more.tags());
            case BulkAction.RemoveTags fewer -> removed(target, fewer.tags());
            case BulkAction.MergeCustomFields merge -> TicketChange.updated(ticket, merged(ticket, merge.patch()), now);
            case BulkAction.SoftDelete() -> Optional.of(TicketChange.deleted(ticket, now));
            case BulkAction.Restore() -> Optional.of(restored(ticket));
            case BulkAction.PermanentDelete() ->
                Optional.of(TicketChange.purged(ticket, Objects.requireNonNull(target.remains()), now));
            case BulkAction.CloseResolved close -> closed(ticket, close);
        };
    }

    /** Resolved then or before is old enough. */
    static Instant resolvedUntil(BulkAction.CloseResolved close, Instant now) {
        return now.minus(Duration.ofDays(close.olderThanDays()));
    }

    private Optional<TicketChange> added(BulkTarget target, List<String> names) {
        TreeSet<String> all = new TreeSet<>(target.tags());
        all.addAll(names);
        if (all.size() > TicketRules.MAX_TAGS) {
            throw new ProblemException.Conflict(
                    "The ticket would have " + all.size() + " tags; it may have " + TicketRules.MAX_TAGS);
        }
        return TicketChange.tagged(target.ticket(), target.tags(), all, now);
    }

    private Optional<TicketChange> removed(BulkTarget target, List<String> names) {
        List<String> left =
                target.tags().stream().filter(name -> !names.contains(name)).toList();
        return TicketChange.tagged(target.ticket(), target.tags(), left, now);
    }

    private static Ticket merged(Ticket ticket, ObjectNode patch) {
        TicketContent old = ticket.content();
        ObjectNode merged = MergePatch.apply(old.customFields(), patch);
        ObjectLimits.problem(merged).ifPresent(rule -> {
            throw new ProblemException.Conflict("The custom fields " + rule + " when they are merged");
        });
        return ticket.edit(new TicketContent(old.title(), old.description(), old.category(), merged));
    }

    private TicketChange restored(Ticket ticket) {
        if (!ticket.isDeleted()) {
            throw new ProblemException.Conflict("The ticket is not deleted");
        }
        return TicketChange.restored(ticket, now);
    }

    private Optional<TicketChange> closed(Ticket ticket, BulkAction.CloseResolved close) {
        Instant resolvedAt = ticket.times().resolvedAt();
        if (ticket.status() != TicketStatus.RESOLVED || resolvedAt == null) {
            throw new ProblemException.Conflict("The ticket is not resolved");
        }
        if (resolvedAt.isAfter(resolvedUntil(close, now))) {
            throw new ProblemException.Conflict(
                    "The ticket was resolved less than " + close.olderThanDays() + " days ago");
        }
        return TicketChange.updated(ticket, ticket.changeStatus(TicketStatus.CLOSED, now, caller.actor()), now);
    }
}
