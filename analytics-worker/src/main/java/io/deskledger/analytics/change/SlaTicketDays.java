package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/**
 * On which days promises to tickets are counted so far, and when they are to be counted now. Ids come as one array:
 * whatever their number, it is the same statement.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SlaTicketDays extends GenericRepository<SlaTicketDay, Long> {

    /** Waits until the computations that hold {@code DayFacts.lockPromises} have ended, which is a moment. */
    @Query("""
            SELECT concat(pg_advisory_lock(hashtext('deskledger.promises'), 0),
                          pg_advisory_unlock(hashtext('deskledger.promises'), 0))
            """)
    String awaitLooked();

    @Query("""
            SELECT ticket_id, day
              FROM analytics.sla_ticket_days
             WHERE ticket_id = ANY (CAST(:ticketIds AS bigint[]))
            """)
    List<SlaTicketDay> counted(@TypeDef(type = DataType.STRING_ARRAY) String[] ticketIds);

    // A miss counts on its day only while the promise is open.
    @Query("""
            SELECT s.ticket_id, m.at
              FROM support.reporting_ticket_sla s
             CROSS JOIN LATERAL (VALUES (s.stopped_at), (CASE WHEN s.is_open THEN s.breached_at END)) AS m (at)
             WHERE s.ticket_id = ANY (CAST(:ticketIds AS bigint[])) AND m.at IS NOT NULL
            """)
    List<SlaTime> times(@TypeDef(type = DataType.STRING_ARRAY) String[] ticketIds);

    /** {@link #times} of the only promises that a comment can move without altering a date of its ticket. */
    @Query("""
            SELECT s.ticket_id, m.at
              FROM support.reporting_ticket_sla s
             CROSS JOIN LATERAL (VALUES (s.stopped_at), (CASE WHEN s.is_open THEN s.breached_at END)) AS m (at)
             WHERE s.ticket_id = ANY (CAST(:ticketIds AS bigint[])) AND s.target = 'next_response' AND m.at IS NOT NULL
            """)
    List<SlaTime> nextResponseTimes(@TypeDef(type = DataType.STRING_ARRAY) String[] ticketIds);

    /** Those of {@link #counted} on which next responses are counted, of whatever ticket. */
    @Query("""
            SELECT d.ticket_id, d.day
              FROM analytics.sla_ticket_days d
             WHERE d.ticket_id = ANY (CAST(:ticketIds AS bigint[]))
               AND EXISTS (SELECT FROM analytics.daily_sla_totals s WHERE s.target = 'next_response' AND s.day = d.day)
            """)
    List<SlaTicketDay> countedWithNextResponses(@TypeDef(type = DataType.STRING_ARRAY) String[] ticketIds);
}
