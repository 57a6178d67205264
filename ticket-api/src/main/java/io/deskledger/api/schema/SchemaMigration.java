package io.deskledger.api.schema;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.flyway.AlternativeMigrationRunner;
import io.micronaut.flyway.FlywayConfigurationProperties;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the schema up to date on a thread of its own, while the rest of the service is put together: to find that
 * nothing is to be done takes a tenth of a start. Whatever needs the schema waits for it.
 */
@Singleton
@Replaces(AlternativeMigrationRunner.class)
final class SchemaMigration implements BeanCreatedEventListener<FlywayConfigurationProperties> {

    private volatile @Nullable Future<?> migration;

    @Override
    public FlywayConfigurationProperties onCreated(BeanCreatedEvent<FlywayConfigurationProperties> event) {
        FlywayConfigurationProperties properties = event.getBean();
        if (properties.isEnabled()) {
            FutureTask<?> task = new FutureTask<>(() -> migrate(properties));
            migration = task;
            Thread.ofPlatform().name("schema-migration").daemon().start(task);
        }
        return properties;
    }

    /**
     * Waits until the schema is up to date; returns at once where it is, or where others see to it.
     *
     * @throws FlywayException where it could not be brought up to date
     */
    void await() {
        Future<?> pending = migration;
        if (pending == null) {
            return;
        }
        try {
            pending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlywayException("Interrupted while the schema was brought up to date", e);
        }
    }

    private static Object migrate(FlywayConfigurationProperties properties) {
        return properties
                .getFluentConfiguration()
                .dataSource(properties.getUrl(), properties.getUser(), properties.getPassword())
                .load()
                .migrate();
    }
}
