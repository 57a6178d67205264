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

    /** How many days are dirty, and how long the last computations of them took. */
    String DIRTY = """
            (SELECT count(*) AS days, coalesce(sum(took_micros), 0) / 1e6 AS seconds
               FROM analytics.dirty_days
               LEFT JOIN analytics.computed_days USING (day)) dirty
            """;

    /** Whether dirty days are a crowd, of which each waits for the others. */
    @Query("SELECT dirty.days > :many OR dirty.days > :few AND dirty.seconds > :affordable FROM " + DIRTY)
    boolean isCrowd(int many, int few, long affordable);

    /** The same with what {@link Pace} says. */
    default boolean isCrowd() {
        return isCrowd(Pace.MANY, Pace.FEW, Pace.AFFORDABLE.toSeconds());
    }

    /**
     * Queues the dirty days that have no instance; answers how many. Set based, where the library would insert one by
     * one: an import marks years at once. It also marks them again and again, so out of a crowd only those days are
     * queued that have come to rest or have waited long enough. No day is queued while it rests from its computation
     * ({@link Pace#rest}).
     *
     * @param crowd whether dirty days are one
     * @param atRest days that were not marked since then have come to rest
     * @param waited days with a change from before then have waited long enough, unless all dirty days together cost
     *     more than that
     * @param young from this day on people look at figures while they come into being: those wait for nobody else
     * @param rests how many times as long as it took a computation is rested from
     * @param cheap what takes less microseconds is not rested from
     * @param mostForOne seconds that one day rests at most
     * @param mostForMany seconds that days wait at most because all dirty days together are dear
     */
    @Query("""
            INSERT INTO analytics.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            SELECT :task, to_char(d.day, 'YYYY-MM-DD'), :now, false, 1
              FROM analytics.dirty_days d
              LEFT JOIN analytics.computed_days c ON c.day = d.day
             CROSS JOIN
            """ + DIRTY + """
             WHERE NOT EXISTS (SELECT FROM analytics.scheduled_tasks t
                                WHERE t.task_name = :task AND t.task_instance = to_char(d.day, 'YYYY-MM-DD'))
               AND (c.took_micros >= :cheap
                    AND c.computed_at + make_interval(
                            secs => c.took_micros / 1e6 + least(:rests * c.took_micros / 1e6, :mostForOne)) > :now)
                   IS NOT TRUE
               AND (NOT :crowd OR d.marked_at <= :atRest
                    OR d.oldest_change <= :waited
                       AND (d.day >= :young
                            OR d.oldest_change <= CAST(:now AS timestamptz)
                               - make_interval(secs => least(:rests * dirty.seconds, :mostForMany))))
             ORDER BY d.day
                ON CONFLICT DO NOTHING
            """)
    int queueMissing(
            String task,
            Instant now,
            boolean crowd,
            Instant atRest,
            Instant waited,
            LocalDate young,
            int rests,
            long cheap,
            long mostForOne,
            long mostForMany);

    /** The same with what {@link Pace} says. */
    default int queueMissing(String task, Instant now, LocalDate young) {
        return queueMissing(
                task,
                now,
                isCrowd(),
                now.minus(Pace.AT_REST),
                now.minus(Pace.MOST_WAIT),
                young,
                Pace.RESTS,
                Pace.CHEAP.toNanos() / 1_000,
                Pace.MOST_FOR_ONE.toSeconds(),
                Pace.MOST_FOR_MANY.toSeconds());
    }
}
