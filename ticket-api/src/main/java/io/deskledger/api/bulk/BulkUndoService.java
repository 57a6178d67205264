package io.deskledger.api.bulk;

import io.deskledger.api.bulk.BulkRecords.Bulk;
import io.deskledger.api.bulk.BulkRecords.Done;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.api.ticket.TicketBatchRepository.Move;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.model.user.UserRole;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes bulk changes back by changes the other way; tickets that somebody has changed in that respect stay. */
@Singleton
public class BulkUndoService {

    private static final String UNDO = "undo";

    private final BulkRecords records;
    private final TicketBatchRepository batches;
    private final BulkTickets tickets;
    private final Outbox outbox;
    private final Clock clock;

    BulkUndoService(
            BulkRecords records, TicketBatchRepository batches, BulkTickets tickets, Outbox outbox, Clock clock) {
        this.records = records;
        this.batches = batches;
        this.tickets = tickets;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public BulkResult undo(UUID id, Caller caller) {
        Bulk bulk = records.lock(id)
                .filter(found -> found.madeBy() == caller.id() || caller.role() == UserRole.ADMIN)
                .orElseThrow(() -> new ProblemException.NotFound(
                        "There is no such bulk change, or it was too long ago to be undone"));
        if (bulk.undoneAt() != null) {
            throw new ProblemException.Conflict("The bulk change was undone already");
        }
        if (bulk.action().equals(BulkAction.Name.PERMANENT_DELETE.wire())) {
            throw new ProblemException.Conflict("A permanent deletion can't be undone");
        }
        batches.keepTags(records.tagNames(id));
        List<Long> ids = batches.lock(records.ticketIds(id));
        Instant now = clock.instant();
        BulkTally tally = new BulkTally();
        for (List<Long> part : tickets.parts(isOnWhole(bulk), ids)) {
            undo(bulk, part, tally, new Moment(caller, now));
        }
        records.undone(id, now);
        return tally.result(id, UNDO, false);
    }

    private void undo(Bulk bulk, List<Long> ids, BulkTally tally, Moment moment) {
        Map<Long, Done> done = records.done(bulk.id(), ids);
        Set<Long> staff = tickets.staffAmong(UndoRules.formerAssignees(done.values()));
        UndoRules rules = new UndoRules(bulk, batches.tags(ids), batches.lastMoves(ids), staff, moment.now());
        List<TicketChange> changes = new ArrayList<>();
        List<Move> undoneMoves = new ArrayList<>();
        for (Ticket ticket : isOnWhole(bulk) ? batches.read(ids) : batches.readWithoutContent(ids)) {
            Done made = done.get(ticket.id());
            Optional<TicketChange> change = made == null ? Optional.empty() : rules.change(ticket, made);
            if (made == null || change.isEmpty()) {
                tally.rejected(ticket.id(), rules.reason(ticket, made));
                continue;
            }
            changes.add(change.get());
            tally.changed(ticket.id());
            if (change.get().changes().containsKey("status")) {
                undoneMoves.add(new Move(ticket.id(), made.version()));
                undoneMoves.add(new Move(ticket.id(), change.get().after().version()));
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        tickets.save(changes, moment.now(), moment.caller());
        batches.undoMoves(undoneMoves);
        outbox.append(BulkTickets.events(changes, moment.now(), moment.caller()));
    }

    private static boolean isOnWhole(Bulk bulk) {
        return bulk.action().equals(BulkAction.Name.MERGE_CUSTOM_FIELDS.wire());
    }

    /** Who undoes it, and when. */
    private record Moment(Caller caller, Instant now) {}
}
