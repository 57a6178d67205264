package io.deskledger.api.ticket;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets a list shows, and how.
 *
 * @param where which tickets
 * @param sort what they are sorted by
 * @param descending the newest or most first
 * @param limit how many a page
 * @param after where the last page ended, or null
 * @param include whom to show with the tickets
 * @param total whether to count all of them
 */
record TicketFilter(
        Where where,
        TicketSort sort,
        boolean descending,
        int limit,
        @Nullable TicketKeys after,
        Set<String> include,
        boolean total) {

    static final String CREATOR = "creator";
    static final String ASSIGNEE = "assignee";
    static final String COMMENTS = "comments";
    private static final String SORT = "sort";
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
     * @param updatedAfter changed then or later
     * @param moments when it ended, and whose it was then
     * @param lateness how its clocks stand
     * @param deleted whether deleted tickets are among them
     * @param search what else it has to hold
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
            @Nullable Instant updatedAfter,
            TicketMoments moments,
            TicketLateness lateness,
            Deleted deleted,
            TicketSearch search,
            @Nullable Long visibleTo) {}

    static TicketFilter read(QueryParams query, Caller caller) {
        TicketLateness lateness = TicketLateness.read(query);
        Where where = new Where(
                lateness.within(query.constants("status", TicketStatus.class)),
                query.constants("priority", TicketPriority.class),
                query.id("assignee_id"),
                query.id("creator_id"),
                query.flag("unassigned"),
                query.instant("created_after"),
                query.instant("created_before"),
                query.instant("updated_after"),
                TicketMoments.read(query),
                lateness,
                Deleted.ofList(query, caller),
                TicketSearch.read(query),
                caller.isStaff() ? null : caller.id());
        TicketSort sort =
                query.constants(SORT, TicketSort.class).stream().findFirst().orElse(TicketSort.CREATED_AT);
        query.text(SORT);
        if (sort == TicketSort.RELEVANCE && where.search().terms().isEmpty()) {
            query.reject(SORT, "can be relevance only with q");
        }
        boolean descending = query.choice("order", "desc", "asc").equals("desc");
        TicketFilter filter = new TicketFilter(
                where,
                sort,
                descending,
                query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                query.cursor(listName(where, sort, descending), TicketKeys::read),
                query.names("include", CREATOR, ASSIGNEE, "tags", COMMENTS),
                query.flag("total"));
        query.check();
        return filter;
    }

    /** The same list, read on from there with the people around each ticket. */
    TicketFilter from(@Nullable TicketKeys place, int rows) {
        return new TicketFilter(where, sort, descending, rows, place, Set.of(CREATOR, ASSIGNEE), false);
    }

    /** A cursor is good for the same tickets in the same order, and so for nobody who sees others. */
    String listName() {
        return listName(where, sort, descending);
    }

    /** Whether the plan has to be made for the values: some are met by few tickets, some by nearly all. */
    boolean isUneven() {
        TicketSearch search = where.search();
        return !search.terms().isEmpty()
                || !search.tags().isEmpty()
                || search.hasComments() != null
                || where.createdAfter() != null
                || where.createdBefore() != null
                || where.updatedAfter() != null
                || !where.moments().isEmpty()
                || !where.lateness().isEmpty();
    }

    private static String listName(Where where, TicketSort sort, boolean descending) {
        UUID filter = UUID.nameUUIDFromBytes(where.toString().getBytes(StandardCharsets.UTF_8));
        return "tickets." + sort.wire() + (descending ? ".desc." : ".asc.") + filter;
    }
}
