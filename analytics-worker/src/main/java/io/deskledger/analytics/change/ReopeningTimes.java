package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** When tickets were reopened, deleted tickets included. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReopeningTimes extends GenericRepository<Reopening, Long> {

    @Query("""
            SELECT ticket_id, changed_at
              FROM support.reporting_reopenings
             WHERE ticket_id IN (:ticketIds)
            """)
    List<Reopening> of(Collection<Long> ticketIds);
}
