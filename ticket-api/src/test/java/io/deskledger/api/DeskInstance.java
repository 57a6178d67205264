package io.deskledger.api;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;

/** Instances of ticket-api that nobody asks by HTTP, as many as a test wants on one database. */
public final class DeskInstance {

    private DeskInstance() {}

    public static ApplicationContext start(DatabaseAccess database, String kafka, Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("datasources.default.url", database.url());
        properties.put("datasources.default.username", DatabaseRole.API.roleName());
        properties.put("datasources.default.password", database.passwords().api());
        properties.put("datasources.default.maximum-pool-size", 8);
        properties.put("datasources.reports.url", database.url());
        properties.put("datasources.reports.username", DatabaseRole.API.roleName());
        properties.put("datasources.reports.password", database.passwords().api());
        properties.put("flyway.datasources.owner.url", database.url());
        properties.put("flyway.datasources.owner.user", DatabaseRole.OWNER.roleName());
        properties.put("flyway.datasources.owner.password", database.passwords().owner());
        properties.put("deskledger.kafka.bootstrap-servers", kafka);
        properties.put("micronaut.security.token.jwt.signatures.secret.generator.secret", "0123456789".repeat(4));
        properties.put("deskledger.webhooks.enabled", false);
        properties.putAll(more);
        properties.put("micronaut.server.port", -1);
        return ApplicationContext.run(EmbeddedServer.class, properties).getApplicationContext();
    }
}
