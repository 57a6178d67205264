package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Collection;
import java.util.List;

/** On which days promises to tickets are counted so far, and when they are to be counted now. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SlaTicketDays extends GenericRepository<SlaTicketDay, Long> {

    @Query("SELECT ticket_id, day FROM analytics.sla_ticket_days WHERE ticket_id IN (:ticketIds)")
    List<SlaTicketDay> counted(Collection<Long> ticketIds);

    @Query("""
            SELECT s.ticket_id, m.at
              FROM support.reporting_ticket_sla s
             CROSS JOIN LATERAL (VALUES (s.stopped_at), (s.breached_at)) AS m (at)
             WHERE s.ticket_id IN (:ticketIds) AND m.at IS NOT NULL
            """)
    List<SlaTime> times(Collection<Long> ticketIds);
}
