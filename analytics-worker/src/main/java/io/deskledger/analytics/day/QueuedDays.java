package io.deskledger.analytics.day;

import io.deskledger.analytics.dirty.DirtyDay;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;

/** Puts dirty days into db-scheduler's table: one instance a day, however often it is marked. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueuedDays extends GenericRepository<DirtyDay, LocalDate> {

    /**
     * Queues the dirty days that have no instance; answers how many. Set based, where the library would insert one by
     * one: an import marks years at once. It also marks them again and again, so out of a crowd only those days are
     * queued that have come to rest or have waited long enough. No day is queued that was computed just before.
     *
     * @param crowd how many dirty days are none yet
     * @param atRest days that were not marked since then have come to rest
     * @param waited days with a change from before then have waited long enough
     * @param young from this day on people look at figures while they come into being
     * @param youngWaited the same as {@code waited} for those
     * @param computed days that were computed later still rest from that
     */
    @Query("""
            INSERT INTO analytics.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT :task, to_char(d.day, 'YYYY-MM-DD'), :now, false, 1
              FROM analytics.dirty_days d
             WHERE NOT EXISTS (SELECT FROM analytics.scheduled_tasks t
                                WHERE t.task_name = :task AND t.task_instance = to_char(d.day, 'YYYY-MM-DD'))
               AND NOT EXISTS (SELECT FROM analytics.computed_days c WHERE c.day = d.day AND c.computed_at > :computed)
               AND (d.marked_at <= :atRest OR d.oldest_change <= :waited
                    OR d.day >= :young AND d.oldest_change <= :youngWaited
                    OR (SELECT count(*) FROM analytics.dirty_days) <= :crowd)
             ORDER BY d.day
                ON CONFLICT DO NOTHING
            """)
    int queueMissing(
            String task,
            Instant now,
            int crowd,
            Instant atRest,
            Instant waited,
            LocalDate young,
            Instant youngWaited,
            Instant computed);
}
