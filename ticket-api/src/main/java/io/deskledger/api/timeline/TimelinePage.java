package io.deskledger.api.timeline;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a ticket's timeline is asked for.
 *
 * @param ticketId the ticket
 * @param limit the most items
 * @param descending the newest first
 * @param after where the page before ended, or null for the first
 * @param deleted whether the ticket may be a deleted one
 */
public record TimelinePage(
        long ticketId,
        int limit,
        boolean descending,
        @Nullable TimelineKeys after,
        Deleted deleted) {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    public static TimelinePage read(long ticketId, QueryParams query, Caller caller) {
        boolean descending = query.choice("order", "asc", "desc").equals("desc");
        TimelinePage page = new TimelinePage(
                ticketId,
                query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                descending,
                query.cursor(listName(ticketId, descending), TimelineKeys::read),
                Deleted.ofOne(query, caller));
        query.check();
        return page;
    }

    /** The first place behind which the page's items are. */
    TimelineKeys from() {
        return after != null ? after : descending ? TimelineKeys.END : TimelineKeys.START;
    }

    String listName() {
        return listName(ticketId, descending);
    }

    private static String listName(long ticketId, boolean descending) {
        return "timeline." + ticketId + (descending ? ".desc" : ".asc");
    }
}
