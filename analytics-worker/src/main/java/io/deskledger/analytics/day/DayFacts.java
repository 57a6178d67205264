package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.time.LocalDate;

/** What happened to tickets on a day, from the tickets themselves. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = Propagation.MANDATORY)
interface DayFacts extends GenericRepository<DailyTotals, LocalDate> {

    /**
     * Counts by the dates of the dictionary and brings both tables to what was counted. One statement, so one snapshot
     * of the tickets; rows that are right already are not written.
     */
    String RECOMPUTE = """
            WITH counted AS MATERIALIZED (
                SELECT priority, coalesce(category, '') AS category,
                       count(*) FILTER (WHERE figure = 'created') AS created,
                       count(*) FILTER (WHERE figure = 'created' AND urgent) AS urgent_created,
                       count(*) FILTER (WHERE figure = 'resolved') AS resolved,
                       count(*) FILTER (WHERE figure = 'closed') AS closed,
                       count(*) FILTER (WHERE figure = 'reopened') AS reopened
                  FROM (SELECT 'created' AS figure, priority, category, initial_priority = 'urgent' AS urgent
                          FROM support.reporting_tickets WHERE created_at >= :start AND created_at < :end
                         UNION ALL
                        SELECT 'resolved', priority, category, false
                          FROM support.reporting_tickets WHERE resolved_at >= :start AND resolved_at < :end
                         UNION ALL
                        SELECT 'closed', priority, category, false
                          FROM support.reporting_tickets WHERE closed_at >= :start AND closed_at < :end
                         UNION ALL
                        SELECT 'reopened', priority, category, false
                          FROM support.reporting_status_changes
                         WHERE reopened AND changed_at >= :start AND changed_at < :end) happened
                 GROUP BY priority, coalesce(category, '')
            ), facts_gone AS (
                DELETE FROM analytics.daily_ticket_facts f
                 WHERE f.day = :day
                   AND NOT EXISTS (SELECT FROM counted c WHERE c.priority = f.priority AND c.category = f.category)
                RETURNING 1
            ), facts_kept AS (
                INSERT INTO analytics.daily_ticket_facts AS f
                       (day, priority, category, created, urgent_created, resolved, closed, reopened)
                SELECT CAST(:day AS date), priority, category, created, urgent_created, resolved, closed, reopened
                  FROM counted
                    ON CONFLICT (day, priority, category) DO UPDATE
                   SET (created, urgent_created, resolved, closed, reopened)
                     = (excluded.created, excluded.urgent_created, excluded.resolved, excluded.closed, excluded.reopened)
                 WHERE (f.created, f.urgent_created, f.resolved, f.closed, f.reopened) IS DISTINCT FROM
                       (excluded.created, excluded.urgent_created, excluded.resolved, excluded.closed, excluded.reopened)
                RETURNING 1
            ), totals_gone AS (
                DELETE FROM analytics.daily_totals WHERE day = :day AND NOT EXISTS (SELECT FROM counted)
                RETURNING 1
            ), totals_kept AS (
                INSERT INTO analytics.daily_totals AS t
                       (day, created, urgent_created, resolved, closed, reopened)
                SELECT CAST(:day AS date), sum(created), sum(urgent_created), sum(resolved), sum(closed), sum(reopened)
                  FROM counted
                HAVING count(*) > 0
                    ON CONFLICT (day) DO UPDATE
                   SET (created, urgent_created, resolved, closed, reopened)
                     = (excluded.created, excluded.urgent_created, excluded.resolved, excluded.closed, excluded.reopened)
                 WHERE (t.created, t.urgent_created, t.resolved, t.closed, t.reopened) IS DISTINCT FROM
                       (excluded.created, excluded.urgent_created, excluded.resolved, excluded.closed, excluded.reopened)
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM facts_gone) + (SELECT count(*) FROM facts_kept)
                 + (SELECT count(*) FROM totals_gone) + (SELECT count(*) FROM totals_kept)
            """;

    /** Recomputes the day that lasts from start to end (exclusive); answers how many rows changed. */
    @Query(RECOMPUTE)
    long recompute(LocalDate day, Instant start, Instant end);

    /** Waits until no other transaction computes this day, and keeps it so until ours ends. */
    @Query("SELECT CAST(pg_advisory_xact_lock(hashtext('deskledger.day-facts'), :epochDay) AS text)")
    String lock(int epochDay);
}
