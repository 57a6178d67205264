package io.deskledger.api.bulk;

import io.deskledger.api.bulk.BulkRecords.Bulk;
import io.deskledger.api.bulk.BulkRecords.Done;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRules;
import io.deskledger.api.ticket.TicketUndo;
import io.deskledger.model.event.FieldChange;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What takes a bulk change back from one ticket.
 *
 * @param bulk the bulk change
 * @param tags the tags of the tickets now
 * @param lastMoves the versions at which their statuses moved last
 * @param staff those of the former assignees who can be given tickets
 * @param now when it is taken back
 */
record UndoRules(Bulk bulk, Map<Long, List<String>> tags, Map<Long, Long> lastMoves, Set<Long> staff, Instant now) {

    /** Whom the undoing would give tickets to. */
    static Set<Long> formerAssignees(Collection<Done> all) {
        return all.stream()
                .map(UndoRules::formerAssignee)
                .<Long>flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** The change the other way, or empty where somebody has changed the ticket in that respect since, or left. */
    Optional<TicketChange> change(Ticket ticket, Done done) {
        if (bulk.action().equals(BulkAction.Name.CREATE.wire())) {
            return ticket.version() == done.version()
                    ? Optional.of(TicketChange.deleted(ticket, now))
                    : Optional.empty();
        }
        boolean deletion = done.changes().containsKey("deleted_at");
        if (ticket.isDeleted() && !deletion) {
            return Optional.empty();
        }
        if (done.changes().containsKey("tags")) {
            return tagged(ticket, done);
        }
        if (done.changes().containsKey("status") && !isLastMove(ticket, done)) {
            return Optional.empty();
        }
        if (isWithoutFormerAssignee(done)) {
            return Optional.empty();
        }
        return TicketUndo.of(ticket, done.changes())
                .flatMap(former -> TicketChange.undone(ticket, former, reopenedAt(done), now));
    }

    String reason(Ticket ticket, @Nullable Done done) {
        if (ticket.isDeleted() && !bulk.action().equals(BulkAction.Name.SOFT_DELETE.wire())) {
            return BulkRules.UNKNOWN;
        }
        return done != null && isWithoutFormerAssignee(done)
                ? "The former assignee is no active member of staff any more"
                : "The ticket was changed since";
    }

    private boolean isWithoutFormerAssignee(Done done) {
        return formerAssignee(done).filter(id -> !staff.contains(id)).isPresent();
    }

    private static Optional<Long> formerAssignee(Done done) {
        return Optional.ofNullable(done.changes().get("assignee_id"))
                .filter(change -> !change.from().isNull())
                .map(change -> change.from().longValue());
    }

    private boolean isLastMove(Ticket ticket, Done done) {
        return Long.valueOf(done.version()).equals(lastMoves.get(ticket.id()));
    }

    private @Nullable Instant reopenedAt(Done done) {
        return done.changes().containsKey("reopen_count") ? bulk.madeAt() : null;
    }

    /** What was added is still there, and what was removed is not. */
    private Optional<TicketChange> tagged(Ticket ticket, Done done) {
        Map<String, FieldChange> changes = done.changes();
        TagDifference made = TagDifference.of(changes);
        List<String> tagsNow = tags.getOrDefault(ticket.id(), List.of());
        if (!tagsNow.containsAll(made.added()) || made.removed().stream().anyMatch(tagsNow::contains)) {
            return Optional.empty();
        }
        TreeSet<String> former = new TreeSet<>(tagsNow);
        former.removeAll(made.added());
        former.addAll(made.removed());
        return former.size() > TicketRules.MAX_TAGS
                ? Optional.empty()
                : TicketChange.tagged(ticket, tagsNow, former, now);
    }
}
