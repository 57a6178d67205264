package io.deskledger.api.ticket;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.user.UserRole;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes tickets, brings them back, removes them for good and hands them to others: all of it for staff only. */
@Singleton
public class TicketLifeService {

    private final TicketRepository tickets;
    private final TicketPurgeRepository purges;
    private final Assignees people;
    private final Outbox outbox;
    private final Clock clock;

    TicketLifeService(
            TicketRepository tickets, TicketPurgeRepository purges, Assignees people, Outbox outbox, Clock clock) {
        this.tickets = tickets;
        this.purges = purges;
        this.people = people;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public void delete(long id, @Nullable String ifMatch, Caller caller) {
        Ticket before = StaffCommand.require(tickets.lock(id), "delete a ticket", ifMatch, caller);
        Instant now = clock.instant();
        save(TicketChange.deleted(before, now), now, caller);
    }

    @Transactional
    public TaggedTicket restore(long id, @Nullable String ifMatch, Caller caller) {
        Optional<Ticket> found = caller.isStaff() ? tickets.lockEvenDeleted(id) : tickets.lock(id);
        Ticket before = StaffCommand.require(found, "restore a ticket", ifMatch, caller);
        if (!before.isDeleted()) {
            throw new ProblemException.Conflict("The ticket is not deleted");
        }
        Instant now = clock.instant();
        return save(TicketChange.restored(before, now), now, caller);
    }

    /** Removes the ticket, deleted before or not; its last event keeps what it was. */
    @Transactional
    void purge(long id, @Nullable String ifMatch, Caller caller) {
        Optional<Ticket> found = caller.isStaff() ? tickets.lockEvenDeleted(id) : tickets.lock(id);
        Ticket before = StaffCommand.require(found, "delete a ticket", ifMatch, caller);
        if (caller.role() != UserRole.ADMIN) {
            throw new ProblemException.Forbidden("Only admins may delete a ticket permanently");
        }
        Instant now = clock.instant();
        TicketChange change = TicketChange.purged(
                before, Objects.requireNonNull(purges.remains(List.of(id)).get(id)), now);
        purges.purge(List.of(change.after()), now, caller.id());
        outbox.append(change.event(now, caller.actor(), caller.origin()));
    }

    @Transactional
    TaggedTicket transfer(long id, long creatorId, @Nullable String ifMatch, Caller caller) {
        Ticket before = StaffCommand.require(tickets.lock(id), "transfer a ticket", ifMatch, caller);
        if (!people.isActive(creatorId)) {
            throw new ProblemException.Invalid("creator_id", "is not an active user");
        }
        Instant now = clock.instant();
        return TicketChange.transferred(before, creatorId, now)
                .map(change -> save(change, now, caller))
                .orElseGet(() -> tickets.tagged(before));
    }

    private TaggedTicket save(TicketChange change, Instant now, Caller caller) {
        tickets.save(change.after(), Optional.empty());
        outbox.append(change.event(now, caller.actor(), caller.origin()));
        return tickets.tagged(change.after());
    }
}
