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
            + SplitFactSql.AGENTS
            + SplitFactSql.TAGS
            + SlaFactSql.SLA
            + SplitFactSql.DURATIONS
            + SplitFactSql.CHANGED;

    /** Recomputes the day that lasts from start to end (exclusive); answers how many rows changed. */
    @Query(RECOMPUTE)
    long recompute(LocalDate day, Instant start, Instant end);

    /** Waits until no other transaction computes this day, and keeps it so until ours ends. */
    @Query("SELECT CAST(pg_advisory_xact_lock(hashtext('deskledger.day-facts'), :epochDay) AS text)")
    String lock(int epochDay);

    /** The day's totals by their names, as JSON; empty where nothing happened. */
    @Query("SELECT CAST(to_jsonb(t) - 'day' AS text) FROM analytics.daily_totals t WHERE day = :day")
    Optional<String> totals(LocalDate day);

    @Query("""
            INSERT INTO analytics.computed_days VALUES (:day, :now)
                ON CONFLICT (day) DO UPDATE SET computed_at = excluded.computed_at
            """)
    void computed(LocalDate day, Instant now);
}
