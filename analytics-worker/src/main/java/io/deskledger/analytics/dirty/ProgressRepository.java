package io.deskledger.analytics.dirty;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The zone of the summaries and their watermark. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
interface ProgressRepository extends GenericRepository<Progress, Boolean> {

    /** Held against a change of the zone only: marks, computations and the watermark don't wait for one another. */
    @Query("SELECT zone FROM analytics.progress FOR KEY SHARE")
    Optional<String> zoneKept();

    @Query("SELECT zone FROM analytics.progress FOR UPDATE")
    Optional<String> zoneLocked();

    /** Keeps the row for the watermark, without keeping marks and computations waiting; 0 where the zone is another. */
    @Query("UPDATE analytics.progress SET as_of = as_of WHERE zone = :zone")
    int keepForWatermark(String zone);

    @Query("UPDATE analytics.progress SET zone = :zone, as_of = :asOf")
    void adopt(String zone, @Nullable Instant asOf);

    /** Moves the watermark up to the candidate, or to the oldest change that is still to be computed; never back. */
    @Query("""
            UPDATE analytics.progress
               SET as_of = greatest(as_of, least(:candidate, (SELECT min(oldest_change) FROM analytics.dirty_days)))
            """)
    void advance(Instant candidate);

    /** Sets the flag once all old tickets have their clocks; 1 for the caller who set it, else 0. */
    @Query("""
            UPDATE analytics.progress
               SET sla_filled = true
             WHERE NOT sla_filled AND EXISTS (SELECT FROM support.reporting_sla_fill WHERE done)
            """)
    int fillSeen();
}
