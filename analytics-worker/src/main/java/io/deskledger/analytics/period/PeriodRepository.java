package io.deskledger.analytics.period;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Which days are closed, and which periods' tables are there and still right. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PeriodRepository extends GenericRepository<PeriodRow, String> {

    @Query("SELECT max(day) FROM analytics.closed_days")
    Optional<LocalDate> lastClosed();

    @Query("INSERT INTO analytics.closed_days (day, closed_at) VALUES (:day, :now) ON CONFLICT DO NOTHING")
    void close(LocalDate day, Instant now);

    /** Up to when every recorded change is in the facts; empty where that is not known. */
    @Query("SELECT as_of FROM analytics.progress WHERE as_of IS NOT NULL")
    Optional<Instant> completeUpTo();

    /** Takes the period away, and what its tables say of it. */
    @Query("DELETE FROM analytics.periods WHERE period = :period AND last_day = :last")
    void remove(String period, LocalDate last);

    /** Periods that ended before then are read from the facts again. */
    @Query("DELETE FROM analytics.periods WHERE last_day < :day")
    void removeBefore(LocalDate day);

    @Query("""
            INSERT INTO analytics.periods
                   (period, first_day, last_day, previous_day, min_sample, made_at, ranking_digest, cohort_digest)
            SELECT CAST(:period AS text), CAST(:first AS date), CAST(:last AS date), CAST(:previous AS date),
                   CAST(:minSample AS integer), CAST(:now AS timestamptz),
                   coalesce(sum(ranking_digest), 0), coalesce(sum(cohort_digest) FILTER (WHERE day >= :first), 0)
              FROM analytics.computed_days
             WHERE day BETWEEN :previous AND :last
            """)
    void add(String period, LocalDate first, LocalDate last, LocalDate previous, int minSample, Instant now);

    /** Those whose facts changed since they were made; the latest first. */
    @Query("""
            SELECT p.period, p.last_day
              FROM analytics.periods p
             CROSS JOIN LATERAL (
                   SELECT coalesce(sum(d.ranking_digest), 0) AS ranking,
                          coalesce(sum(d.cohort_digest) FILTER (WHERE d.day >= p.first_day), 0) AS cohort
                     FROM analytics.computed_days d
                    WHERE d.day BETWEEN p.previous_day AND p.last_day) facts
             WHERE p.ranking_digest <> facts.ranking OR p.cohort_digest <> facts.cohort
             ORDER BY p.last_day DESC, p.period
             LIMIT :most
            """)
    List<PeriodRow> outdated(int most);
}
