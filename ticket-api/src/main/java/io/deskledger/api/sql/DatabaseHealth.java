package io.deskledger.api.sql;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.jdbc.JdbcIndicator;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database of tickets answers. That of reports does not count: with a read replica that is away, everything
 * else goes on, and reports answer 503.
 */
@Singleton
@Replaces(JdbcIndicator.class)
final class DatabaseHealth extends JdbcIndicator {

    DatabaseHealth(
            @Named(TaskExecutors.BLOCKING) ExecutorService executor,
            DataSource tickets,
            @Nullable DataSourceResolver resolver,
            HealthAggregator<?> aggregator) {
        super(executor, new DataSource[] {tickets}, resolver, aggregator);
    }
}
