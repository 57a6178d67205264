package io.deskledger.api.comment;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a ticket's comments is asked for.
 *
 * @param limit the most comments
 * @param after where the page before ended, or null for the first
 * @param deleted whether the ticket may be a deleted one
 */
public record CommentPage(int limit, @Nullable Cursor after, Deleted deleted) {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    public static CommentPage read(QueryParams query, String list, Caller caller) {
        CommentPage page = new CommentPage(
                query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT), query.cursor(list), Deleted.ofOne(query, caller));
        query.check();
        return page;
    }
}
