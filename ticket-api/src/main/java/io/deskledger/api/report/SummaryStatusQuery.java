package io.deskledger.api.report;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** How far the summaries are. */
@Repository(Frames.DATABASE)
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SummaryStatusQuery extends GenericRepository<SummaryStatus, String> {

    @Query("SELECT zone, as_of, dirty_days FROM analytics.status WHERE zone IS NOT NULL")
    Optional<SummaryStatus> read();
}
