package io.deskledger.analytics.reconcile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The summaries of a day beside the tickets themselves. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RawFigures extends GenericRepository<Reconciliation, Long> {

    @Query(RawSql.DRIFT)
    List<Drift> drift(LocalDate day, Instant start, Instant end);

    /** Of all periods that end with the day. */
    @Query(PeriodSql.DRIFT)
    List<Drift> periodDrift(LocalDate day);

    /** Has the periods that end with the day made again, and read from the facts until then. */
    @Query("UPDATE analytics.periods SET ranking_digest = -1 WHERE last_day = :day")
    void outdate(LocalDate day);

    /** The month from its first day to next (exclusive), and its fives of days. */
    @Query(MonthSql.DRIFT)
    List<Drift> monthDrift(LocalDate month, LocalDate next);

    /** The packed durations of the same. */
    @Query(SketchDriftSql.DRIFT)
    List<Drift> sketchDrift(LocalDate month, LocalDate next);
}
