package io.deskledger.api.schema;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/** Has the first admin, scheduled work, the server and all that begins with it wait until the schema is up to date. */
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SchemaGate implements ApplicationEventListener<StartupEvent> {

    private final SchemaMigration migration;

    SchemaGate(SchemaMigration migration) {
        this.migration = migration;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        migration.await();
    }
}
