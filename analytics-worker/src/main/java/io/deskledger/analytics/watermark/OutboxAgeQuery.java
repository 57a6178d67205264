package io.deskledger.analytics.watermark;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** How far behind the relay is. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxAgeQuery extends GenericRepository<OutboxAge, Instant> {

    /** Empty where every committed change has reached Kafka. */
    @Query("SELECT appended_at FROM support.reporting_outbox_oldest")
    Optional<OutboxAge> oldest();
}
