package io.deskledger.analytics.state;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Looks at small tables, and at ends of an index of those that grow. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SummaryStateQuery extends GenericRepository<SummaryState, Boolean> {

    @Query("""
            SELECT p.one,
                   (SELECT min(oldest_change) FROM analytics.dirty_days) AS oldest_change,
                   p.as_of,
                   (SELECT drifts FROM analytics.reconciliations
                     WHERE finished_at IS NOT NULL ORDER BY id DESC LIMIT 1) AS drifts,
                   (SELECT finished_at FROM analytics.reconciliations
                     WHERE finished_at IS NOT NULL AND cause = 'scheduled' ORDER BY id DESC LIMIT 1) AS reconciled_at
              FROM analytics.progress p
            """)
    Optional<SummaryState> now();
}
