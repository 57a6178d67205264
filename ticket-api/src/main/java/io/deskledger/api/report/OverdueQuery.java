package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * How many tickets are past their resolution target. The one figure that the clock alone changes, so no day can store
 * it: it is counted among the unresolved tickets, by the index that lists them by priority and age.
 */
@Singleton
class OverdueQuery {

    /** Statuses 1 to 3 are the open ones; priorities 1 to 4 are low to urgent, with 168, 72, 24 and 4 hours. */
    private static final String OVERDUE = """
            SELECT coalesce(sum(late.tickets), 0)
              FROM (VALUES (1, 168), (2, 72), (3, 24), (4, 4)) AS target (priority_rank, hours)
             CROSS JOIN generate_series(1, 3) AS status (status_rank)
             CROSS JOIN LATERAL (
                   SELECT count(*) AS tickets
                     FROM tickets t
                    WHERE t.deleted_at IS NULL
                      AND t.status_rank = CAST(status.status_rank AS smallint)
                      AND t.priority_rank = CAST(target.priority_rank AS smallint)
                      AND t.created_at >= ? AND t.created_at < ?
                      AND t.created_at < CAST(? AS timestamptz) - target.hours * interval '1 hour'
                   OFFSET 0) late
            """;

    private final Sql sql;
    private final Clock clock;

    OverdueQuery(@Named(Frames.DATABASE) Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Of the tickets created from start to end (exclusive), now. */
    long count(Instant start, Instant end) {
        return sql.first(OVERDUE, row -> row.getLong(1), start, end, clock.instant())
                .orElseThrow();
    }
}
