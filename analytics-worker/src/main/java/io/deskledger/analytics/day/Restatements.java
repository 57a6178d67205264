package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.time.LocalDate;

/** Days that reports had shown as complete, and that say something else now. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = Propagation.MANDATORY)
interface Restatements extends GenericRepository<DailyTotals, LocalDate> {

    /**
     * Keeps the figures that differ, if the day's end lies before what the summaries were complete up to: until then
     * nobody was told that the day's figures were final.
     */
    @Query("""
            INSERT INTO analytics.restatements (day, restated_at, cause, old_figures, new_figures)
            SELECT :day, :now, coalesce((SELECT cause FROM analytics.dirty_days WHERE day = :day), ''),
                   d.old_figures, d.new_figures
              FROM (SELECT jsonb_object_agg(key, coalesce(o.value, '0')) AS old_figures,
                           jsonb_object_agg(key, coalesce(n.value, '0')) AS new_figures
                      FROM jsonb_each(CAST(:before AS jsonb)) o
                      FULL JOIN jsonb_each(CAST(:after AS jsonb)) n USING (key)
                     WHERE coalesce(o.value, '0') <> coalesce(n.value, '0')) d
             WHERE d.old_figures IS NOT NULL AND :end <= (SELECT as_of FROM analytics.progress)
            """)
    void record(LocalDate day, Instant end, String before, String after, Instant now);
}
