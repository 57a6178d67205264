package io.deskledger.api.bulk;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Assignees;
import io.deskledger.api.ticket.StatusMove;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketChoice;
import io.deskledger.api.ticket.TicketPurgeRepository;
import io.deskledger.api.ticket.TicketRemains;
import io.deskledger.api.ticket.TicketRows;
import io.deskledger.api.ticket.TicketTag;
import io.deskledger.model.event.ChangeEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tickets of a bulk change: locks them all, then reads and writes them a batch at a time. */
@Singleton
class BulkTickets {

    /** So many tickets are held in memory at once, or fewer. */
    static final int BATCH = 500;

    private final TicketBatchRepository batches;
    private final TicketRows rows;
    private final TicketPurgeRepository purges;
    private final Assignees people;

    BulkTickets(TicketBatchRepository batches, TicketRows rows, TicketPurgeRepository purges, Assignees people) {
        this.batches = batches;
        this.rows = rows;
        this.purges = purges;
        this.people = people;
    }

    /** Those that are there, deleted ones too, in the order of their ids. */
    List<Long> lock(BulkCommand command, BulkAction.OnTickets action, Caller caller, Instant now) {
        // Tags before tickets, as those do who rename a tag.
        batches.keepTags(action.tags());
        if (command.ids() != null) {
            return batches.lock(command.ids());
        }
        TicketChoice choice = command.choice() != null ? command.choice() : TicketChoice.all(caller);
        List<Long> ids = batches.lock(
                action instanceof BulkAction.CloseResolved close
                        ? choice.resolvedUntil(BulkRules.resolvedUntil(close, now))
                        : choice,
                BulkCommand.MAX_TICKETS + 1);
        if (ids.size() > BulkCommand.MAX_TICKETS) {
            throw new ProblemException.Conflict(
                    "More than " + BulkCommand.MAX_TICKETS + " tickets match: narrow the filter");
        }
        return ids;
    }

    /**
     * The tickets in parts, one of which is held in memory at a time.
     *
     * @param whole whether what people wrote is held too
     */
    List<List<Long>> parts(boolean whole, List<Long> ids) {
        if (whole) {
            return batches.parts(ids, BATCH);
        }
        List<List<Long>> parts = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += BATCH) {
            parts.add(ids.subList(i, Math.min(i + BATCH, ids.size())));
        }
        return parts;
    }

    /** Whether the action needs what people wrote. */
    static boolean isOnWhole(BulkAction.OnTickets action) {
        return action instanceof BulkAction.PermanentDelete || action instanceof BulkAction.MergeCustomFields;
    }

    /** What the action needs to know of them. */
    List<BulkTarget> read(BulkAction.OnTickets action, List<Long> ids) {
        boolean ends = action instanceof BulkAction.PermanentDelete;
        List<Ticket> tickets = isOnWhole(action) ? batches.read(ids) : batches.readWithoutContent(ids);
        Map<Long, List<String>> tags = action.tags().isEmpty() ? Map.of() : batches.tags(ids);
        Map<Long, TicketRemains> remains = ends ? purges.remains(ids) : Map.of();
        return tickets.stream()
                .map(ticket ->
                        new BulkTarget(ticket, tags.getOrDefault(ticket.id(), List.of()), remains.get(ticket.id())))
                .toList();
    }

    void write(BulkAction.OnTickets action, List<TicketChange> changes, Instant now, Caller caller) {
        if (changes.isEmpty()) {
            return;
        }
        if (action instanceof BulkAction.PermanentDelete) {
            purges.purge(changes.stream().map(TicketChange::after).toList(), now, caller.id());
        } else {
            save(changes, now, caller);
        }
    }

    /** Saves the tickets with the moves of their status and their tags. */
    void save(List<TicketChange> changes, Instant now, Caller caller) {
        rows.update(changes);
        rows.move(changes.stream()
                .map(change -> change.statusMove(now, caller.actor()))
                .<StatusMove>flatMap(Optional::stream)
                .toList());
        List<TicketTag> added = new ArrayList<>();
        List<TicketTag> removed = new ArrayList<>();
        for (TicketChange change : changes) {
            TagDifference tags = TagDifference.of(change.changes());
            tags.added().forEach(name -> added.add(new TicketTag(change.after().id(), name)));
            tags.removed()
                    .forEach(name -> removed.add(new TicketTag(change.after().id(), name)));
        }
        rows.tag(added, now);
        rows.untag(removed);
    }

    /** Those of the users who can be given tickets. */
    Set<Long> staffAmong(Collection<Long> ids) {
        return people.activeRoles(ids).entrySet().stream()
                .filter(person -> person.getValue().isStaff())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is told of the changes. */
    static List<ChangeEvent> events(List<TicketChange> changes, Instant now, Caller caller) {
        return changes.stream()
                .<ChangeEvent>map(change -> change.event(now, caller.actor(), caller.origin()))
                .toList();
    }
}
