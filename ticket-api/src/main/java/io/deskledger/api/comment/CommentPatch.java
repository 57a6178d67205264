package io.deskledger.api.comment;

import io.deskledger.api.http.JsonFields;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketRules;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a comment; null keeps.
 *
 * @param content the new text
 * @param internal whether only staff may read it from now on
 */
record CommentPatch(@Nullable String content, @Nullable Boolean internal) {

    private static final String INTERNAL = "is_internal";

    static CommentPatch read(JsonFields fields, Caller caller) {
        fields.notNull("content");
        fields.notNull(INTERNAL);
        String content = fields.optionalText("content", 1, TicketRules.MAX_COMMENT);
        Boolean internal = fields.has(INTERNAL) ? (Boolean) fields.flag(INTERNAL, false) : null;
        if (internal != null && !caller.isStaff()) {
            fields.reject(INTERNAL, "may be set by staff only");
        }
        fields.check();
        return new CommentPatch(content, internal);
    }

    /** The comment afterwards, but for its version and times. */
    NewComment apply(StoredComment comment) {
        CommentView old = comment.view();
        boolean hidden = internal == null ? old.isInternal() : internal;
        if (hidden && !old.isInternal() && !comment.authorRole().isStaff()) {
            throw new ProblemException.Invalid(INTERNAL, "must stay false: a customer wrote this comment");
        }
        return new NewComment(content == null ? old.content() : content, hidden);
    }
}
