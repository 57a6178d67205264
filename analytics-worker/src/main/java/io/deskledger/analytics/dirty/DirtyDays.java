package io.deskledger.analytics.dirty;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;

/** The marks on days. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DirtyDays extends GenericRepository<DirtyDay, LocalDate> {

    /** Marks days (ISO dates), each with its cause. In the order of the days, so that two batches can't deadlock. */
    @Query("""
            INSERT INTO analytics.dirty_days AS d (day, generation, marked_at, oldest_change, cause)
            SELECT marked.day, 1, :now, :oldestChange, marked.cause
              FROM unnest(CAST(:days AS date[]), CAST(:causes AS text[])) AS marked (day, cause)
             ORDER BY marked.day
                ON CONFLICT (day) DO UPDATE
               SET generation = d.generation + 1,
                   marked_at = excluded.marked_at,
                   oldest_change = least(d.oldest_change, excluded.oldest_change)
            """)
    void mark(
            @TypeDef(type = DataType.STRING_ARRAY) String[] days,
            @TypeDef(type = DataType.STRING_ARRAY) String[] causes,
            Instant now,
            Instant oldestChange);

    /**
     * Marks the days from first to last and every day that may have rows of any kind. Plain addition makes the days: a
     * series of dates would run through the session's zone.
     */
    @Query("""
            INSERT INTO analytics.dirty_days AS d (day, generation, marked_at, oldest_change, cause)
            SELECT stale.day, 1, :now, :oldestChange, :cause
              FROM (SELECT CAST(:first AS date) + n AS day FROM generate_series(0, CAST(:last AS date) - CAST(:first AS date)) n
                     UNION
                    SELECT day FROM analytics.computed_days) stale
             ORDER BY stale.day
                ON CONFLICT (day) DO UPDATE
               SET generation = d.generation + 1,
                   marked_at = excluded.marked_at,
                   oldest_change = least(d.oldest_change, excluded.oldest_change)
            """)
    void markAll(LocalDate first, LocalDate last, Instant now, Instant oldestChange, String cause);

    /** Marks the days from first to last that have rows, or that tickets may be dated in: whoever asks names them. */
    @Query("""
            INSERT INTO analytics.dirty_days AS d (day, generation, marked_at, oldest_change, cause)
            SELECT CAST(:first AS date) + n, 1, :now, :now, :cause
              FROM generate_series(0, CAST(:last AS date) - CAST(:first AS date)) n
             ORDER BY n
                ON CONFLICT (day) DO UPDATE
               SET generation = d.generation + 1, marked_at = excluded.marked_at
            """)
    int markRange(LocalDate first, LocalDate last, Instant now, String cause);

    /** Marks every day that has rows, or is about to have some. */
    @Query("""
            INSERT INTO analytics.dirty_days AS d (day, generation, marked_at, oldest_change, cause)
            SELECT t.day, 1, :now, :oldestChange, :cause
              FROM (SELECT day FROM analytics.daily_totals UNION SELECT day FROM analytics.dirty_days) t
             ORDER BY t.day
                ON CONFLICT (day) DO UPDATE
               SET generation = d.generation + 1,
                   marked_at = excluded.marked_at,
                   oldest_change = least(d.oldest_change, excluded.oldest_change)
            """)
    void markCounted(Instant now, Instant oldestChange, String cause);

    /** Marks the days that a worker of an older version has computed last; those that are dirty wait as they do. */
    @Query("""
            INSERT INTO analytics.dirty_days AS d (day, generation, marked_at, oldest_change, cause)
            SELECT o.day, 1, :now, :now, :cause
              FROM analytics.outdated_days o
             WHERE NOT EXISTS (SELECT FROM analytics.dirty_days w WHERE w.day = o.day)
             ORDER BY o.day
                ON CONFLICT (day) DO NOTHING
            """)
    int markOutdated(Instant now, String cause);

    /** The day's generation, or 0 where it is not dirty. */
    @Query("""
            SELECT coalesce(max(generation), 0) FROM analytics.dirty_days WHERE day = :day
            """)
    long generation(LocalDate day);

    /** Takes the mark away if none came since that generation; answers how many rows that were. */
    @Query("""
            DELETE FROM analytics.dirty_days WHERE day = :day AND generation = :generation
            """)
    int clean(LocalDate day, long generation);

    /** For a day that was computed and marked again meanwhile: what was committed before the computation is in. */
    @Query("""
            UPDATE analytics.dirty_days SET oldest_change = greatest(oldest_change, :computedAt) WHERE day = :day
            """)
    void advance(LocalDate day, Instant computedAt);

    @Query("SELECT count(*) FROM analytics.dirty_days")
    long count();
}
