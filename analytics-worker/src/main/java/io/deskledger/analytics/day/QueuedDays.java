package io.deskledger.analytics.day;

import io.deskledger.analytics.dirty.DirtyDay;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;

/** Puts dirty days into db-scheduler's table, at the {@link Pace}: one instance a day, however often it is marked. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueuedDays extends GenericRepository<DirtyDay, LocalDate> {

    /**
     * How dirty days are at the moment. Counted from all of them, hence not for each day anew.
     *
     * @param young from this day on they wait for nobody, so nobody waits until they are left alone
     */
    @Query("SELECT days > " + Pace.MANY
            + " OR days > " + Pace.FEW + " AND seconds > " + Pace.AFFORDABLE_SECONDS + " AS crowded,"
            + " busy_seconds * " + Pace.RESTS + " <= " + Pace.AT_REST_SECONDS + " AS calm, seconds"
            + " FROM (SELECT count(*) AS days, coalesce(sum(took_micros), 0) / 1e6 AS seconds,"
            + " coalesce(sum(took_micros) FILTER (WHERE marked_at > CAST(:now AS timestamptz)"
            + " - make_interval(secs => " + Pace.AT_REST_SECONDS + ") AND day < :young), 0) / 1e6 AS busy_seconds"
            + " FROM analytics.dirty_days LEFT JOIN analytics.computed_days USING (day)) dirty")
    Crowd crowd(Instant now, LocalDate young);

    /**
     * The dirty days {@code d} that are due, with the last computation {@code c} of each. One that rests from that is
     * not due. Neither are most days of a crowd, which an import marks again and again: only those that have come to
     * rest in a calm crowd, or have waited long enough. (Where people write all over a year, each moment some days look
     * as if they had come to rest.) For the young ones, whose figures people look at while they come into being, that
     * does not depend on what all dirty days cost.
     */
    String DUE = " FROM analytics.dirty_days d"
            + " LEFT JOIN analytics.computed_days c ON c.day = d.day"
            + " CROSS JOIN (SELECT CAST(:now AS timestamptz) AS now) clock"
            + " WHERE (c.took_micros >= " + Pace.CHEAP_MICROS
            + " AND c.computed_at + make_interval(secs => c.took_micros / 1e6 + least("
            + Pace.RESTS + " * c.took_micros / 1e6, " + Pace.MOST_FOR_ONE_SECONDS + ")) > clock.now) IS NOT TRUE"
            + " AND (NOT :crowded"
            + " OR :calm AND d.marked_at <= clock.now - make_interval(secs => " + Pace.AT_REST_SECONDS + ")"
            + " OR d.oldest_change <= clock.now - make_interval(secs => " + Pace.MOST_WAIT_SECONDS + ")"
            + " AND (d.day >= :young OR d.oldest_change <= clock.now - make_interval(secs => least("
            + Pace.RESTS + " * CAST(:seconds AS float8), " + Pace.MOST_FOR_MANY_SECONDS + "))))";

    /**
     * Queues the dirty days that are due and have no instance; answers how many. Set based, where the library would
     * insert one by one: an import marks years at once.
     *
     * @param young from this day on people look at figures while they come into being
     */
    @Query("INSERT INTO analytics.scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
            + " SELECT :task, to_char(d.day, 'YYYY-MM-DD'), :now, false, 1" + DUE
            + " AND NOT EXISTS (SELECT FROM analytics.scheduled_tasks t"
            + " WHERE t.task_name = :task AND t.task_instance = to_char(d.day, 'YYYY-MM-DD'))"
            + " ORDER BY d.day ON CONFLICT DO NOTHING")
    int queueMissing(String task, Instant now, LocalDate young, boolean crowded, boolean calm, double seconds);

    /** The same with what is known of all dirty days. */
    default int queueMissing(String task, Instant now, LocalDate young, Crowd crowd) {
        return queueMissing(task, now, young, crowd.crowded(), crowd.calm(), crowd.seconds());
    }

    /** Whether a day is dirty and due, which a queued one need not be any longer. */
    @Query("SELECT EXISTS (SELECT" + DUE + " AND d.day = :day)")
    boolean isDue(LocalDate day, Instant now, LocalDate young, boolean crowded, boolean calm, double seconds);

    /** The same with what is known of all dirty days. */
    default boolean isDue(LocalDate day, Instant now, LocalDate young, Crowd crowd) {
        return isDue(day, now, young, crowd.crowded(), crowd.calm(), crowd.seconds());
    }

    /**
     * All dirty days together.
     *
     * @param crowded whether they are a crowd, of which each waits for the others
     * @param calm whether few of them, or cheap ones, still change; the young ones always do
     * @param seconds what the last computations of all of them took
     */
    @Introspected
    record Crowd(boolean crowded, boolean calm, double seconds) {}
}
