package io.deskledger.api.sla.live;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gives clocks to tickets that were there before there were any: those of the first policy version, which never pauses,
 * without reading one of them into memory. Whoever changes such a ticket meanwhile gives it its clocks first.
 */
@Singleton
class FillRepository {

    private static final String PLACE = """
            UPDATE sla_revision
               SET filled_last = coalesce(filled_last, (SELECT coalesce(max(id), 0) FROM tickets))
            RETURNING filled_to, filled_last
            """;

    private static final String NEXT = """
            SELECT max(id) AS last
              FROM (SELECT id FROM tickets WHERE id > ? AND id <= ? ORDER BY id LIMIT ?) batch
            """;

    // Reopened ones are left to the clock itself: what lies between counts nothing.
    private static final String FILL = """
            WITH target AS (
                SELECT e.target, p.key AS priority, p.value::bigint AS seconds
                  FROM sla_policy_versions v
                 CROSS JOIN unnest(ARRAY['first_response', 'resolution']) AS e (target)
                 CROSS JOIN jsonb_each_text(v.definition -> 'targets' -> e.target -> 'seconds') p
                 WHERE v.id = 1),
            clock AS (
                SELECT t.id, g.target, g.seconds, t.created_at, t.deleted_at,
                       t.created_at + g.seconds * interval '1 second' AS due_at,
                       t.created_at + g.seconds * interval '1 second' * 0.8 AS warn_at,
                       CASE g.target WHEN 'resolution' THEN t.resolved_at
                                     ELSE least(t.first_responded_at, t.resolved_at) END AS stopped_at
                  FROM tickets t
                  JOIN target g ON g.priority = t.priority
                 WHERE t.id > ? AND t.id <= ? AND t.reopen_count = 0
                   AND NOT EXISTS (SELECT FROM ticket_sla_held h WHERE h.ticket_id = t.id)
                   AND NOT EXISTS (SELECT FROM ticket_sla s WHERE s.ticket_id = t.id))
            INSERT INTO ticket_sla (ticket_id, target, cycle, policy_version_id, target_seconds, state, is_open, started_at,
                                    counted_from, due_at, warn_at, next_at, warned_at, breached_at, stopped_at)
            SELECT c.id, c.target, 1, 1, c.seconds,
                   CASE WHEN late THEN 'breached' WHEN c.stopped_at IS NULL THEN 'running' ELSE 'met' END,
                   c.stopped_at IS NULL AND c.deleted_at IS NULL, c.created_at, c.created_at, c.due_at,
                   CASE WHEN warned OR (c.stopped_at IS NULL AND NOT late) THEN c.warn_at END,
                   CASE WHEN c.stopped_at IS NULL AND c.deleted_at IS NULL AND NOT late
                        THEN CASE WHEN warned THEN c.due_at ELSE c.warn_at END END,
                   CASE WHEN warned THEN c.warn_at END,
                   CASE WHEN late THEN c.due_at END,
                   c.stopped_at
              FROM clock c
             CROSS JOIN (SELECT CAST(? AS timestamptz) AS now) v
             CROSS JOIN LATERAL (SELECT c.due_at < coalesce(c.stopped_at, v.now) AS late,
                                        c.warn_at < coalesce(c.stopped_at, v.now) AS warned) passed
            ON CONFLICT DO NOTHING
            """;

    // Locked, so that nobody changes them while the clock looks at them.
    private static final String REOPENED = """
            SELECT t.id
              FROM tickets t
             WHERE t.id > ? AND t.id <= ? AND t.reopen_count > 0
               AND NOT EXISTS (SELECT FROM ticket_sla s WHERE s.ticket_id = t.id)
             ORDER BY t.id
               FOR NO KEY UPDATE
            """;

    private final Sql sql;

    FillRepository(Sql sql) {
        this.sql = sql;
    }

    /** Where the filling stands; nobody else fills until the transaction ends. */
    Place lock() {
        return sql.first(PLACE, row -> new Place(row.getLong("filled_to"), row.getLong("filled_last")))
                .orElseThrow();
    }

    /** The last id of the next batch, or empty where there is none. */
    Optional<Long> next(Place place, int batch) {
        return sql.list(NEXT, row -> Optional.ofNullable(Rows.longOrNull(row, "last")), place.to(), place.last(), batch)
                .getFirst();
    }

    void fill(long after, long last, Instant now) {
        sql.update(FILL, after, last, now);
    }

    List<Long> reopened(long after, long last) {
        return sql.list(REOPENED, row -> row.getLong("id"), after, last);
    }

    void filledTo(long id) {
        sql.update("UPDATE sla_revision SET filled_to = ?", id);
    }

    /** Up to where tickets have clocks, and up to where they have to be given some. */
    record Place(long to, long last) {

        boolean isDone() {
            return to >= last;
        }
    }
}
