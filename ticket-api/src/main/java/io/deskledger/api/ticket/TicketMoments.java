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
 */
record TicketMoments(
        @Nullable Instant resolvedAfter,
        @Nullable Instant resolvedBefore,
        @Nullable Instant closedAfter,
        @Nullable Instant closedBefore,
        @Nullable Long resolvedBy,
        @Nullable Instant unresolvedAt) {

    static TicketMoments read(QueryParams query) {
        return new TicketMoments(
                query.instant("resolved_after"),
                query.instant("resolved_before"),
                query.instant("closed_after"),
                query.instant("closed_before"),
                query.id("resolved_by"),
                query.instant("unresolved_at"));
    }

    void add(TicketConditions conditions) {
        conditions.andIfGiven("t.resolved_at >= ?", resolvedAfter);
        conditions.andIfGiven("t.resolved_at < ?", resolvedBefore);
        conditions.andIfGiven("t.closed_at >= ?", closedAfter);
        conditions.andIfGiven("t.closed_at < ?", closedBefore);
        conditions.andIfGiven("t.resolved_assignee_id = ?", resolvedBy);
        conditions.andIfGiven("t.created_at < ?", unresolvedAt);
        conditions.andIfGiven("(t.resolved_at IS NULL OR t.resolved_at >= ?)", unresolvedAt);
    }

    boolean isEmpty() {
        return resolvedAfter == null
                && resolvedBefore == null
                && closedAfter == null
                && closedBefore == null
                && resolvedBy == null
                && unresolvedAt == null;
    }
}
