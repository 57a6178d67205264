package io.deskledger.api.ticket;

import io.deskledger.api.http.QueryParams;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on a ticket's end: what the figures of reports are dated by, so that a figure leads to its tickets.
 * Nulls are none.
 *
 * @param resolvedAfter resolved then or later
 * @param resolvedBefore resolved earlier
 * @param closedAfter closed then or later
 * @param closedBefore closed earlier
 * @param resolvedBy given to that user when it was resolved
 * @param unresolvedAt created before then, and not resolved before then either
 * @param reopened reopened within these times, once or more often
 */
record TicketMoments(
        @Nullable Instant resolvedAfter,
        @Nullable Instant resolvedBefore,
        @Nullable Instant closedAfter,
        @Nullable Instant closedBefore,
        @Nullable Long resolvedBy,
        @Nullable Instant unresolvedAt,
        Reopened reopened) {

    // No ticket is dated earlier or later.
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String REOPENED = """
            EXISTS (SELECT FROM status_changes r
                     WHERE r.ticket_id = t.id AND r.reopened AND r.changed_at >= ? AND r.changed_at < ?)""";

    /**
     * When it was reopened; both null where that does not matter.
     *
     * @param after then or later
     * @param before earlier
     */
    record Reopened(@Nullable Instant after, @Nullable Instant before) {

        private boolean isEmpty() {
            return after == null && before == null;
        }

        private void add(TicketConditions conditions) {
            if (!isEmpty()) {
                conditions.and(REOPENED, after == null ? FIRST : after, before == null ? LAST : before);
            }
        }
    }

    static TicketMoments read(QueryParams query) {
        return new TicketMoments(
                query.instant("resolved_after"),
                query.instant("resolved_before"),
                query.instant("closed_after"),
                query.instant("closed_before"),
                query.id("resolved_by"),
                query.instant("unresolved_at"),
                new Reopened(query.instant("reopened_after"), query.instant("reopened_before")));
    }

    void add(TicketConditions conditions) {
        conditions.andIfGiven("t.resolved_at >= ?", resolvedAfter);
        conditions.andIfGiven("t.resolved_at < ?", resolvedBefore);
        conditions.andIfGiven("t.closed_at >= ?", closedAfter);
        conditions.andIfGiven("t.closed_at < ?", closedBefore);
        conditions.andIfGiven("t.resolved_assignee_id = ?", resolvedBy);
        conditions.andIfGiven("t.created_at < ?", unresolvedAt);
        conditions.andIfGiven("(t.resolved_at IS NULL OR t.resolved_at >= ?)", unresolvedAt);
        reopened.add(conditions);
    }

    boolean isEmpty() {
        return resolvedAfter == null
                && resolvedBefore == null
                && closedAfter == null
                && closedBefore == null
                && resolvedBy == null
                && unresolvedAt == null
                && reopened.isEmpty();
    }
}
