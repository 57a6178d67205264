package io.deskledger.api.console.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.console.Staff;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.NewTicket;

/** Reads the form of a new ticket into the API's command. */
public final class NewTicketForms {

    private NewTicketForms() {}

    static NewTicket read(Form form, Staff staff, Caller caller) {
        ObjectNode body = form.filled("title", "description", "priority", "category", "assignee_id", "auto_assign")
                .root();
        tags(form, body);
        String email = form.text("requester").strip();
        if (!email.isEmpty()) {
            body.put(
                    "requester_id",
                    staff.idOf(email)
                            .orElseThrow(() -> new ProblemException.Invalid("requester", "is no user's address")));
        }
        return NewTicket.read(new JsonBody(body).fields(), caller);
    }

    /** What a customer may say. */
    public static NewTicket ofCustomer(Form form, Caller caller) {
        return NewTicket.read(form.filled("title", "description", "category").fields(), caller);
    }

    private static void tags(Form form, ObjectNode body) {
        var tags = body.putArray("tags");
        for (String tag : form.text("tags").split(",", -1)) {
            if (!tag.isBlank()) {
                tags.add(tag);
            }
        }
    }
}
