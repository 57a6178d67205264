package io.deskledger.api.comment;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.ticket.CommentText;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketAccess;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRepository;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Writes and finds comments; a comment, what it does to its ticket and the event are one transaction. */
@Singleton
public class CommentService {

    private final CommentRepository comments;
    private final TicketRepository tickets;
    private final TicketAccess access;
    private final Outbox outbox;
    private final Clock clock;

    CommentService(
            CommentRepository comments, TicketRepository tickets, TicketAccess access, Outbox outbox, Clock clock) {
        this.comments = comments;
        this.tickets = tickets;
        this.access = access;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public CommentView add(long ticketId, NewComment comment, Caller caller) {
        Ticket before = tickets.lock(ticketId)
                .filter(ticket -> ticket.isVisibleTo(caller.actor()))
                .orElseThrow(CommentService::unknown);
        if (!isOpenTo(before, caller)) {
            throw new ProblemException.Conflict("The ticket is closed: open a new one, or ask staff to reopen it");
        }
        Instant now = clock.instant();
        CommentView written = comments.insert(ticketId, caller.id(), comment, now);
        TicketChange change = change(before, comment, written.id(), caller, now);
        tickets.save(change.after(), change.statusMove(now, caller.actor()));
        outbox.append(change.event(now, caller.actor(), caller.origin()));
        return written;
    }

    /** Whether the caller may comment on the ticket. */
    static boolean isAllowed(Ticket ticket, Caller caller) {
        return !ticket.isDeleted() && ticket.isVisibleTo(caller.actor()) && isOpenTo(ticket, caller);
    }

    private static boolean isOpenTo(Ticket ticket, Caller caller) {
        return ticket.status() != TicketStatus.CLOSED || caller.isStaff();
    }

    /** What the comment does to its ticket. */
    static TicketChange change(Ticket before, NewComment comment, long id, Caller caller, Instant now) {
        return TicketChange.commented(
                before,
                before.commented(caller.actor(), comment.internal(), now),
                new CommentText(id, caller.id(), comment.content(), comment.internal()),
                now);
    }

    @Connectable
    public Portion<CommentView> page(long ticketId, CommentPage page, Caller caller) {
        access.requireVisible(ticketId, page.deleted(), caller);
        return comments.page(ticketId, page.after(), caller.isStaff(), page.limit());
    }

    /** The latest comments before that one, the latest first, so many or fewer. */
    @Connectable
    public Portion<CommentView> before(long ticketId, long commentId, int limit, Caller caller) {
        access.requireVisible(ticketId, Deleted.EXCLUDE, caller);
        return comments.before(ticketId, commentId, caller.isStaff(), limit);
    }

    static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such ticket");
    }
}
