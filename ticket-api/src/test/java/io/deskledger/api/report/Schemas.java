package io.deskledger.api.report;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes schemas by their own migrations, where no service has made them. */
final class Schemas {

    private Schemas() {}

    static void migrateIfAbsent(DatabaseAccess database, String schema, String folder)
            throws SQLException, IOException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT to_regnamespace('" + schema + "') IS NOT NULL")) {
                if (found.next() && found.getBoolean(1)) {
                    return;
                }
            }
            statement.execute("CREATE SCHEMA " + schema + "; SET search_path = " + schema);
            for (Path script : scripts(Path.of(folder))) {
                statement.execute(Files.readString(script));
            }
        }
    }

    private static List<Path> scripts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparingInt(Schemas::version)).toList();
        }
    }

    static int version(Path script) {
        String name = script.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }
}
