package io.deskledger.api.comment;

import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRepository;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Changes and deletes comments, for their authors and admins. The first response stays dated as it was, whatever
 * becomes of the comment: the customer was answered then.
 */
@Singleton
class CommentEditService {

    private final CommentRepository comments;
    private final TicketRepository tickets;
    private final Outbox outbox;
    private final Clock clock;

    CommentEditService(CommentRepository comments, TicketRepository tickets, Outbox outbox, Clock clock) {
        this.comments = comments;
        this.tickets = tickets;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A change that changes nothing leaves no event. */
    @Transactional
    CommentView edit(CommentKey key, CommentPatch patch, @Nullable String ifMatch, Caller caller) {
        Ticket before = lock(key, caller);
        StoredComment stored = require(key, ifMatch, caller);
        CommentView old = stored.view();
        NewComment edited = patch.apply(stored);
        if (edited.equals(new NewComment(old.content(), old.isInternal()))) {
            return old;
        }
        Instant now = clock.instant();
        CommentView written = comments.update(old, edited, now);
        boolean shown = old.isInternal() && !written.isInternal();
        Ticket after = shown ? before.answered(old.authorId(), now) : before;
        save(TicketChange.commentEdited(before, after, old.text(), written.text(), now), now, caller);
        return written;
    }

    @Transactional
    void delete(CommentKey key, @Nullable String ifMatch, Caller caller) {
        Ticket before = lock(key, caller);
        CommentView comment = require(key, ifMatch, caller).view();
        Instant now = clock.instant();
        comments.delete(comment);
        save(TicketChange.commentDeleted(before, comment.text(), now), now, caller);
    }

    private Ticket lock(CommentKey key, Caller caller) {
        Ticket ticket = tickets.lock(key.ticketId())
                .filter(found -> found.isVisibleTo(caller.actor()))
                .orElseThrow(CommentService::unknown);
        if (ticket.status() == TicketStatus.CLOSED && !caller.isStaff()) {
            throw new ProblemException.Conflict("The ticket is closed: its comments stay as they are");
        }
        return ticket;
    }

    private StoredComment require(CommentKey key, @Nullable String ifMatch, Caller caller) {
        StoredComment comment = comments.find(key.ticketId(), key.id())
                .filter(found -> found.isVisibleTo(caller))
                .orElseThrow(() -> new ProblemException.NotFound("There is no such comment"));
        if (!comment.isChangeableBy(caller)) {
            throw new ProblemException.Forbidden("Only its author and admins may change a comment");
        }
        Versions.require(ifMatch, comment.view().version());
        return comment;
    }

    private void save(TicketChange change, Instant now, Caller caller) {
        tickets.save(change.after(), change.statusMove(now, caller.actor()));
        outbox.append(change.event(now, caller.actor(), caller.origin()));
    }
}
