package io.deskledger.api.ticket;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets a list shows, and how.
 *
 * @param where which tickets
 * @param descending newest first
 * @param limit how many a page
 * @param after where the last page ended, or null
 * @param include whom to show with the tickets
 * @param total whether to count all of them
 */
record TicketFilter(
        Where where,
        boolean descending,
        int limit,
        @Nullable Cursor after,
        Set<String> include,
        boolean total) {

    static final String CREATOR = "creator";
    static final String ASSIGNEE = "assignee";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /**
     * The conditions, all of which a ticket has to meet; empty lists and nulls are none.
     *
     * @param statuses any of these
     * @param priorities any of these
     * @param assigneeId given to that user
     * @param creatorId created for that user
     * @param unassigned given to nobody
     * @param createdAfter created then or later
     * @param createdBefore created earlier
     * @param deleted whether deleted tickets are among them
     * @param visibleTo visible to that customer
     */
    record Where(
            List<TicketStatus> statuses,
            List<TicketPriority> priorities,
            @Nullable Long assigneeId,
            @Nullable Long creatorId,
            boolean unassigned,
            @Nullable Instant createdAfter,
            @Nullable Instant createdBefore,
            Deleted deleted,
            @Nullable Long visibleTo) {}

    static TicketFilter read(QueryParams query, Caller caller) {
        Where where = new Where(
                query.constants("status", TicketStatus.class),
                query.constants("priority", TicketPriority.class),
                query.id("assignee_id"),
                query.id("creator_id"),
                query.flag("unassigned"),
                query.instant("created_after"),
                query.instant("created_before"),
                Deleted.ofList(query, caller),
                caller.isStaff() ? null : caller.id());
        query.choice("sort", "created_at");
        boolean descending = query.choice("order", "desc", "asc").equals("desc");
        TicketFilter filter = new TicketFilter(
                where,
                descending,
                query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                query.cursor(listName(descending)),
                query.names("include", CREATOR, ASSIGNEE, "tags"),
                query.flag("total"));
        query.check();
        return filter;
    }

    /** A cursor of one order is no good in the other. */
    String listName() {
        return listName(descending);
    }

    private static String listName(boolean descending) {
        return descending ? "tickets.created_at.desc" : "tickets.created_at.asc";
    }
}
