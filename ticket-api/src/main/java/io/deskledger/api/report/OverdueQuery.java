package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * How many tickets are past their resolution target. The one figure that the clock alone changes, so no day can store
 * it: it is counted among the running clocks, by the index that lists them by due time.
 */
@Singleton
class OverdueQuery {

    /** The clock of the resolution starts with the ticket. */
    private static final String OVERDUE = """
            SELECT count(*)
              FROM ticket_sla
             WHERE target = 'resolution' AND is_open AND due_at < ? AND started_at >= ? AND started_at < ?
            """;

    private final Sql sql;
    private final Clock clock;

    OverdueQuery(@Named(Frames.DATABASE) Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Of the tickets created from start to end (exclusive), now. */
    long count(Instant start, Instant end) {
        return sql.first(OVERDUE, row -> row.getLong(1), clock.instant(), start, end)
                .orElseThrow();
    }
}
