package io.deskledger.api.console;

import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** A server of its own whose database has the audit log and the summaries, too. */
final class WholeDesk {

    private WholeDesk() {}

    static ApiServer start() throws SQLException, IOException {
        DatabaseAccess database = TestServers.newDatabase();
        ApiServer started = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            migrate(statement, "audit", "../audit-consumer");
            migrate(statement, "analytics", "../analytics-worker");
            statement.execute("UPDATE analytics.progress SET zone = 'UTC', as_of = '2026-01-01T00:00:00Z'");
        }
        return started;
    }

    private static void migrate(Statement statement, String schema, String module) throws SQLException, IOException {
        statement.execute("CREATE SCHEMA " + schema + "; SET search_path = " + schema);
        try (Stream<Path> files = Files.list(Path.of(module, "src/main/resources/db/migration", schema))) {
            for (Path file : files.sorted().toList()) {
                statement.execute(Files.readString(file));
            }
        }
    }
}
