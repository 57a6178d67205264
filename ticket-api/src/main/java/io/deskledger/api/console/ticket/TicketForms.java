package io.deskledger.api.console.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.comment.AnswerService;
import io.deskledger.api.comment.CommentService;
import io.deskledger.api.comment.NewComment;
import io.deskledger.api.console.Form;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TagNames;
import io.deskledger.api.ticket.TicketLifeService;
import io.deskledger.api.ticket.TicketPatch;
import io.deskledger.api.ticket.TicketService;
import io.deskledger.api.ticket.TicketTagService;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads the forms of a ticket's page into the API's commands, and has them done. */
@Singleton
public final class TicketForms {

    private static final String[] PROPERTIES = {"title", "description", "status", "priority", "category", "assignee_id"
    };

    private final TicketService tickets;
    private final TicketTagService tags;
    private final TicketLifeService life;
    private final CommentService comments;
    private final AnswerService answers;

    TicketForms(
            TicketService tickets,
            TicketTagService tags,
            TicketLifeService life,
            CommentService comments,
            AnswerService answers) {
        this.tickets = tickets;
        this.tags = tags;
        this.life = life;
        this.comments = comments;
        this.answers = answers;
    }

    void change(long id, Form form, Caller caller) {
        TicketPatch patch = TicketPatch.read(form.body(PROPERTIES).fields(), caller);
        tickets.update(id, patch, form.ifMatch(), caller);
    }

    void tag(long id, Form form, Caller caller) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var names = body.putArray("names");
        for (String name : form.text("names").split(",", -1)) {
            if (!name.isBlank()) {
                names.add(name);
            }
        }
        tags.add(id, TagNames.readSome(new JsonBody(body).fields(), "names"), null, caller);
    }

    void untag(long id, String name, Caller caller) {
        tags.remove(id, TagNames.ofPath(name), null, caller);
    }

    void delete(long id, @Nullable String ifMatch, Caller caller) {
        life.delete(id, ifMatch, caller);
    }

    void restore(long id, Caller caller) {
        life.restore(id, null, caller);
    }

    /** Writes a comment, and moves the ticket on where the button says so. */
    public void comment(long id, Form form, Caller caller) {
        NewComment comment =
                NewComment.read(form.filled("content", "is_internal").fields(), caller);
        if (form.text("status").isBlank()) {
            comments.add(id, comment, caller);
        } else {
            answers.answer(id, comment, TicketPatch.read(form.filled("status").fields(), caller), caller);
        }
    }
}
