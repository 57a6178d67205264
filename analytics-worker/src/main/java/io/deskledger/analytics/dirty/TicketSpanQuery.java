package io.deskledger.analytics.dirty;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;

/** From when to when there are tickets; each end is one look into an index. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface TicketSpanQuery extends GenericRepository<DirtyDay, LocalDate> {

    @Query("""
            SELECT (SELECT min(created_at) FROM support.reporting_tickets) AS first,
                   greatest((SELECT max(created_at) FROM support.reporting_tickets),
                            (SELECT max(resolved_at) FROM support.reporting_tickets),
                            (SELECT max(closed_at) FROM support.reporting_tickets),
                            (SELECT max(changed_at) FROM support.reporting_status_changes WHERE reopened)) AS last
            """)
    TicketSpan span();
}
