package io.deskledger.api;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server whose database has the schemas of the other services, too, with nothing in them. */
public final class AllSchemas {

    private AllSchemas() {}

    /** Starts it on a database of its own; the caller closes it. */
    public static ApiServer start() {
        DatabaseAccess database = ApiServer.newDesk();
        ApiServer server = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement()) {
            migrate(statement, "audit", "../audit-consumer");
            migrate(statement, "analytics", "../analytics-worker");
            statement.execute("UPDATE analytics.progress SET zone = 'UTC', as_of = '2026-01-01T00:00:00Z'");
        } catch (SQLException e) {
            server.close();
            throw new AssertionError("migrating the other schemas failed", e);
        }
        return server;
    }

    private static void migrate(Statement statement, String schema, String module) throws SQLException {
        statement.execute("CREATE SCHEMA " + schema + "; SET search_path = " + schema);
        for (Path file : versions(Path.of(module, "src/main/resources/db/migration", schema))) {
            try {
                statement.execute(Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static int version(Path script) {
        String name = script.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    /** The migrations of that folder in their order, without those that are run again when a setting changes. */
    public static List<Path> versions(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("V"))
                    .sorted(Comparator.comparingInt(AllSchemas::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
