package io.deskledger.api.ticket;

import io.deskledger.api.assignment.Assignment;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates and changes tickets: each change and its event in one transaction. */
@Singleton
public class TicketService {

    private final TicketRepository tickets;
    private final IdAllocator ids;
    private final Assignees assignees;
    private final Outbox outbox;
    private final Clock clock;

    TicketService(TicketRepository tickets, IdAllocator ids, Assignees assignees, Outbox outbox, Clock clock) {
        this.tickets = tickets;
        this.ids = ids;
        this.assignees = assignees;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public TaggedTicket create(NewTicket request, Caller caller) {
        assignees.check(request.requesterId(), request.assigneeId());
        Instant now = clock.instant();
        long creatorId = Objects.requireNonNullElse(request.requesterId(), caller.id());
        Ticket made = Ticket.created(ids.next(), request.content(), request.priority(), creatorId, now);
        Assignment assignment = assignees.choose(request);
        Ticket ticket = assignment == null ? made.assign(request.assigneeId()) : given(made, assignment, now);
        tickets.insert(ticket, request.tags());
        outbox.append(TicketChange.created(ticket, request.tags()).event(now, caller.actor(), caller.origin()));
        return tickets.made(ticket, request.tags(), assignment);
    }

    /**
     * Applies the patch to the ticket as it stands once its row is locked; one that changes nothing leaves no event.
     */
    @Transactional
    public TaggedTicket update(long id, TicketPatch patch, @Nullable String ifMatch, Caller caller) {
        Ticket before = tickets.lock(id)
                .filter(ticket -> ticket.isVisibleTo(caller.actor()))
                .orElseThrow(() -> new ProblemException.NotFound("There is no such ticket"));
        Versions.require(ifMatch, before.version());
        Instant now = clock.instant();
        Ticket edited = patch.apply(before, caller, now);
        if (!Objects.equals(edited.people().assigneeId(), before.people().assigneeId())) {
            assignees.check(null, edited.people().assigneeId());
        }
        Optional<TicketChange> change = TicketChange.updated(before, edited, now);
        change.ifPresent(made -> {
            tickets.save(made.after(), made.statusMove(now, caller.actor()));
            if (!before.content().hasTextOf(made.after().content())) {
                tickets.index(made.after());
            }
            outbox.append(made.event(now, caller.actor(), caller.origin()));
        });
        return tickets.tagged(change.map(TicketChange::after).orElse(before));
    }

    /** A ticket for which nobody is free waits where people look for such tickets: open, in nobody's hands. */
    private static Ticket given(Ticket ticket, Assignment assignment, Instant now) {
        return assignment.assigned()
                ? ticket.assign(assignment.agentId()).moveTo(TicketStatus.IN_PROGRESS, now)
                : ticket;
    }
}
