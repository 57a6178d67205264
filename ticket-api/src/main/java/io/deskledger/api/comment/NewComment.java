package io.deskledger.api.comment;

import io.deskledger.api.http.JsonFields;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketRules;

/**
 * A comment to be written.
 *
 * @param content the text
 * @param internal whether only staff may read it
 */
public record NewComment(String content, boolean internal) {

    public static NewComment read(JsonFields fields, Caller caller) {
        String content = fields.text("content", 1, TicketRules.MAX_COMMENT);
        boolean internal = fields.flag("is_internal", false);
        if (internal && !caller.isStaff()) {
            fields.reject("is_internal", "may be set by staff only");
        }
        fields.check();
        return new NewComment(content, internal);
    }
}
