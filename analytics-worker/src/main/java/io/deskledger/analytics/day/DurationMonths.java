package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.LocalDate;

/** The durations of months, as sums of their days. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = Propagation.MANDATORY)
interface DurationMonths extends GenericRepository<DailyTotals, LocalDate> {

    /** Waits until no other transaction sums this month up: the statement after it sees what that one committed. */
    @Query("SELECT CAST(pg_advisory_xact_lock(hashtext('deskledger.duration-month'), :epochMonth) AS text)")
    String lock(int epochMonth);

    /** Sums up the days from month (its first day) to next (exclusive); answers how many rows changed. */
    @Query("""
            WITH days AS MATERIALIZED (
                SELECT metric, total, micros, buckets, counts
                  FROM analytics.duration_buckets
                 WHERE dimension = 'all' AND metric IN ('resolution', 'first_response')
                   AND day >= :month AND day < :next
            ), bucketed AS (
                SELECT d.metric, b.bucket, CAST(sum(b.count) AS bigint) AS count
                  FROM days d CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS b (bucket, count)
                 GROUP BY d.metric, b.bucket
            ), arrays AS (
                SELECT metric, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(count ORDER BY bucket) AS counts
                  FROM bucketed
                 GROUP BY metric
            ), months AS (
                SELECT a.metric, s.total, s.micros, a.buckets, a.counts
                  FROM arrays a
                  JOIN (SELECT metric, sum(total) AS total, sum(micros) AS micros FROM days GROUP BY metric) s
                 USING (metric)
            ), gone AS (
                DELETE FROM analytics.duration_months m
                 WHERE m.month = :month AND NOT EXISTS (SELECT FROM months n WHERE n.metric = m.metric)
                RETURNING 1
            ), kept AS (
                INSERT INTO analytics.duration_months AS m (month, metric, total, micros, buckets, counts)
                SELECT CAST(:month AS date), metric, total, micros, buckets, counts
                  FROM months
                    ON CONFLICT (metric, month) DO UPDATE
                   SET (total, micros, buckets, counts)
                     = (excluded.total, excluded.micros, excluded.buckets, excluded.counts)
                 WHERE m.* IS DISTINCT FROM excluded.*
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM kept)
            """)
    long sumUp(LocalDate month, LocalDate next);
}
