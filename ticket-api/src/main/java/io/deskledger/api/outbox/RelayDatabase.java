package io.deskledger.api.outbox;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens the relay's own connections: a pool would hand the lock's session to somebody else. */
@Singleton
final class RelayDatabase {

    private final String url;
    private final Properties properties = new Properties();

    RelayDatabase(
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.username") String user,
            @Property(name = "datasources.default.password") String password) {
        this.url = url;
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "ticket-api-relay");
        properties.setProperty("currentSchema", "support");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }
}
