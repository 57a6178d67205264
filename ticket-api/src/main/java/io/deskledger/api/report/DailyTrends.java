package io.deskledger.api.report;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

/** The figures of days. */
@Repository(Frames.DATABASE)
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DailyTrends extends GenericRepository<DailyTrend, LocalDate> {

    /** The days of the range that have figures, and before them the last earlier day that has: its backlog goes on. */
    @Query("""
            WITH trends AS MATERIALIZED (
                SELECT day, created, urgent_created, resolved, closed, reopened, backlog
                  FROM analytics.daily_trends
                 WHERE day <= :to
            )
            SELECT day, created, urgent_created, resolved, closed, reopened, backlog
              FROM trends
             WHERE day >= coalesce((SELECT max(day) FROM trends WHERE day < :from), :from)
             ORDER BY day
            """)
    List<DailyTrend> upTo(LocalDate from, LocalDate to);
}
