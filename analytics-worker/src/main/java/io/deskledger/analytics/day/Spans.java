package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.LocalDate;

/** The tables of months and of five days, as sums of their days. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = Propagation.MANDATORY)
interface Spans extends GenericRepository<DailyTotals, LocalDate> {

    /** Waits until no other transaction sums this month up: the statement after it sees what that one committed. */
    @Query("SELECT CAST(pg_advisory_xact_lock(hashtext('deskledger.duration-month'), :epochMonth) AS text)")
    String lock(int epochMonth);

    /** Sums up the days from first to next (exclusive), which are a month; answers how many rows changed. */
    @Query(SpanSql.MONTH)
    long sumUpMonth(LocalDate first, LocalDate next);

    /** Sums up the days from first to next (exclusive), which are five of a month; answers how many rows changed. */
    @Query(SpanSql.FIVE)
    long sumUpFive(LocalDate first, LocalDate next);
}
