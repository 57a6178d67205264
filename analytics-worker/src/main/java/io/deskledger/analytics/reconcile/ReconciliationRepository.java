package io.deskledger.analytics.reconcile;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The runs and what they found. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReconciliationRepository extends GenericRepository<Reconciliation, Long> {

    @Query("""
            WITH begun AS (INSERT INTO analytics.reconciliations (cause, started_at) VALUES (:cause, :now) RETURNING id)
            SELECT id FROM begun
            """)
    long begin(String cause, Instant now);

    @Query("""
            INSERT INTO analytics.drifts (reconciliation_id, day, table_name, row_key, figure, stored, actual)
            VALUES (:id, :day, :tableName, :rowKey, :figure, :stored, :actual)
            """)
    void add(long id, LocalDate day, String tableName, String rowKey, String figure, String stored, String actual);

    @Query("UPDATE analytics.reconciliations SET finished_at = :now, days = :days, drifts = :drifts WHERE id = :id")
    void finish(long id, Instant now, int days, int drifts);

    @Query("SELECT id, cause, started_at, finished_at, days, drifts FROM analytics.reconciliations WHERE id = :id")
    Optional<Reconciliation> find(long id);

    /**
     * The days that were computed since the last scheduled run began, and as many others by chance. Five minutes
     * earlier, because a computation names its time before it commits, and services' clocks differ a little.
     */
    @Query("""
            SELECT day
              FROM analytics.computed_days
             WHERE computed_at >= coalesce((SELECT max(started_at) - interval '5 minutes'
                                              FROM analytics.reconciliations
                                             WHERE cause = 'scheduled' AND finished_at IS NOT NULL), '-infinity')
             UNION
            (SELECT day FROM analytics.computed_days ORDER BY random() LIMIT :others)
             ORDER BY day
            """)
    List<LocalDate> due(int others);

    /** Whether every change recorded before then is in the summaries. */
    @Query("SELECT coalesce(as_of > :time, false) FROM analytics.progress")
    boolean isCompleteUpTo(Instant time);
}
