package io.deskledger.api.comment;

import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketPatch;
import io.deskledger.api.ticket.TicketService;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;

/** Answers that move their ticket on: both are done, or neither. */
@Singleton
public class AnswerService {

    private final CommentService comments;
    private final TicketService tickets;

    AnswerService(CommentService comments, TicketService tickets) {
        this.comments = comments;
        this.tickets = tickets;
    }

    /** Writes the comment, then changes the ticket as it is with the comment. */
    @Transactional
    public void answer(long ticketId, NewComment comment, TicketPatch then, Caller caller) {
        comments.add(ticketId, comment, caller);
        tickets.update(ticketId, then, null, caller);
    }
}
