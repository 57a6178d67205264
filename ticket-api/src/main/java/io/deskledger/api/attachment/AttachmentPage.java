package io.deskledger.api.attachment;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;

/**
 * Which part of a ticket's attachments is asked for.
 *
 * @param limit the most attachments
 * @param afterId where the page before ended, or 0 for the first
 * @param deleted whether the ticket may be a deleted one
 */
public record AttachmentPage(int limit, long afterId, Deleted deleted) {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    public static AttachmentPage read(QueryParams query, String list, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Cursor after = query.cursor(list);
        AttachmentPage page = new AttachmentPage(limit, after == null ? 0 : after.id(), Deleted.ofOne(query, caller));
        query.check();
        return page;
    }
}
