package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** What happened to tickets on a day, from the tickets themselves. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = Propagation.MANDATORY)
interface DayFacts extends GenericRepository<DailyTotals, LocalDate> {

    /**
     * Counts by the dates of the dictionary and brings every table of facts to what was counted. One statement, so one
     * snapshot of the tickets; rows that are right already are not written.
     */
    String RECOMPUTE = FactSql.HAPPENED
            + FactSql.TICKETS
            + FactSql.TOTALS
            + FactSql.SPLITS
            + SlaFactSql.SLA
            + SplitFactSql.AGENTS
            + SplitFactSql.TAGS
            + SplitFactSql.DURATIONS
            + SketchSql.SKETCHES
            + SplitFactSql.CHANGED;

    /** Recomputes the day that lasts from start to end (exclusive); answers how many rows changed. */
    @Query(RECOMPUTE)
    long recompute(LocalDate day, Instant start, Instant end);

    /** Waits until no other transaction computes this day, and keeps it so until ours ends. */
    @Query("SELECT CAST(pg_advisory_xact_lock(hashtext('deskledger.day-facts'), :epochDay) AS text)")
    String lock(int epochDay);

    /** Keeps whoever marks days of promises waiting until our transaction ends; others compute meanwhile. */
    @Query("SELECT CAST(pg_advisory_xact_lock_shared(hashtext('deskledger.promises'), 0) AS text)")
    String lockPromises();

    /**
     * Whether a ticket that {@link SlaFactSql} has written down for the day does not count there any more: it was
     * deleted meanwhile, or its promise was moved or taken away. By EXCEPT, which is linear whatever is expected: of a
     * day that has just begun PostgreSQL's statistics know nothing, and for 15,000 tickets it compared all with all.
     */
    @Query("""
            SELECT EXISTS (
                SELECT ticket_id
                  FROM analytics.sla_ticket_days
                 WHERE day = :day
                EXCEPT
                SELECT ticket_id
                  FROM support.reporting_ticket_sla
                 WHERE stopped_at >= :start AND stopped_at < :end
                    OR is_open AND breached_at >= :start AND breached_at < :end)
            """)
    boolean isPromiseGone(LocalDate day, Instant start, Instant end);

    /**
     * The day's totals by their names, as JSON; empty where nothing happened. Not what is overdue: that nothing but
     * time has passed restates no day.
     */
    @Query("SELECT CAST(to_jsonb(t) - 'day' - 'now_overdue' AS text) FROM analytics.daily_totals t WHERE day = :day")
    Optional<String> totals(LocalDate day);

    /** Whether a worker of an older version has computed the day last, which knows nothing of some tables. */
    @Query("SELECT EXISTS (SELECT FROM analytics.outdated_days WHERE day = :day)")
    boolean isOutdated(LocalDate day);

    /**
     * Says that the day's rows are what the tickets were, with digests of what rankings and cohorts are made of: sums
     * of the rows' hashes, so that those of several days can be added up. Workers of other versions tell from
     * {@code made_by}, which is that of the tables, whose rows they are.
     *
     * @param now when the tickets were read
     * @param tookMicros microseconds since then
     */
    @Query("""
            INSERT INTO analytics.computed_days (day, computed_at, made_at, made_by, took_micros,
                                                 ranking_digest, cohort_digest)
            SELECT :day, :now, :now, 10, :tookMicros,
                   (SELECT coalesce(sum(CAST(hashtextextended(concat_ws('/', day - date '2000-01-01', agent_id, resolved,
                                resolution_micros, first_responses, first_response_micros), 0) AS numeric)), 0)
                      FROM analytics.daily_agent_facts
                     WHERE day = :day AND resolved + first_responses > 0),
                   (SELECT coalesce(sum(CAST(hashtextextended(row_text, 0) AS numeric)), 0)
                      FROM (SELECT concat_ws('/', day - date '2000-01-01', created, now_resolved + now_closed,
                                   cohort_micros, resolved_in_1d, resolved_in_3d, resolved_in_7d, resolved_in_14d,
                                   resolved_in_30d, resolved_in_90d, priority, category) AS row_text
                              FROM analytics.daily_ticket_facts
                             WHERE day = :day AND created > 0
                             UNION ALL
                            SELECT concat_ws('/', day - date '2000-01-01', 'tag', tag_id, created, created_resolved,
                                   cohort_micros)
                              FROM analytics.daily_tag_facts
                             WHERE day = :day) facts)
                ON CONFLICT (day) DO UPDATE
               SET (computed_at, made_at, made_by, took_micros, ranking_digest, cohort_digest)
                 = (excluded.computed_at, excluded.made_at, excluded.made_by, excluded.took_micros,
                    excluded.ranking_digest, excluded.cohort_digest)
            """)
    void computed(LocalDate day, Instant now, long tookMicros);
}
