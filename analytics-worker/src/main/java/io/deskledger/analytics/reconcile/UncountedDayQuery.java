package io.deskledger.analytics.reconcile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;
import java.util.List;

/** Days by whether they were computed, and by whether there is anything to count. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UncountedDayQuery extends GenericRepository<Reconciliation, Long> {

    /** Those that were computed, or are about to be. */
    @Query("SELECT day FROM analytics.computed_days UNION SELECT day FROM analytics.dirty_days")
    List<LocalDate> known();

    /**
     * Those of the days on which anything is dated; each kind of date is one look into its index, from the day's start
     * on. Of the reopenings deleted tickets have, too, which costs no more than a look at the day.
     *
     * @param dates ISO dates
     * @param starts the first instant of each, ISO
     * @param ends the first instant after each, ISO
     */
    @Query("""
            SELECT d.day
              FROM unnest(CAST(:dates AS date[]), CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]))
                   AS d (day, starts, ends)
             WHERE least((SELECT min(created_at) FROM support.reporting_tickets WHERE created_at >= d.starts),
                         (SELECT min(resolved_at) FROM support.reporting_tickets WHERE resolved_at >= d.starts),
                         (SELECT min(closed_at) FROM support.reporting_tickets WHERE closed_at >= d.starts),
                         (SELECT min(first_responded_at) FROM support.reporting_tickets
                           WHERE first_responded_at >= d.starts),
                         (SELECT min(changed_at) FROM support.reporting_reopenings WHERE changed_at >= d.starts)) < d.ends
                OR EXISTS (SELECT FROM support.reporting_ticket_sla s
                            WHERE s.stopped_at >= d.starts AND s.stopped_at < d.ends)
                OR EXISTS (SELECT FROM support.reporting_ticket_sla s
                            WHERE s.is_open AND s.breached_at >= d.starts AND s.breached_at < d.ends)
             ORDER BY d.day
            """)
    List<LocalDate> withTickets(
            @TypeDef(type = DataType.STRING_ARRAY) String[] dates,
            @TypeDef(type = DataType.STRING_ARRAY) String[] starts,
            @TypeDef(type = DataType.STRING_ARRAY) String[] ends);
}
