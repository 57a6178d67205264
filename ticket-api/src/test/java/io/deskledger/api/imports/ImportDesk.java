package io.deskledger.api.imports;

import io.deskledger.api.ApiServer;
import io.deskledger.api.DeskInstance;
import io.deskledger.api.security.Caller;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A desk that imports, and the files it is given. */
final class ImportDesk {

    final DatabaseAccess database = ApiServer.newDatabase();

    ApplicationContext start() {
        ApplicationContext desk =
                DeskInstance.start(database, TestServers.kafka(), Map.of("deskledger.imports.batch-lines", "50"));
        execute("""
                INSERT INTO support.users (email, full_name, role, password_hash, created_at, updated_at)
                VALUES ('admin@example.com', 'Admin', 'admin', 'x', now(), now()),
                       ('account@example.com', 'Account', 'customer', 'x', now(), now())
                ON CONFLICT DO NOTHING
                """);
        return desk;
    }

    static long send(ApplicationContext desk, String file) throws IOException {
        long id = desk.getBean(ImportUploads.class)
                .receive(
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        new Caller(1, UserRole.ADMIN, new Origin("test", null, null)));
        desk.getBean(ImportLoop.class).wake();
        return id;
    }

    static ImportView view(ApplicationContext desk, long id) {
        return desk.getBean(ImportQueries.class).find(id).orElseThrow();
    }

    /** Tickets with a history of three entries each: four events a ticket. */
    static String file(int tickets) {
        return IntStream.rangeClosed(1, tickets).mapToObj(ImportDesk::line).collect(Collectors.joining("\n"));
    }

    static String line(int number) {
        return """
                {"source": "gen", "external_id": "G%1$d", "title": "Ticket %1$d", "description": "Generated for a test", \
                "created_at": "2020-01-01T00:00:00Z", "tags": ["t%2$d"], "creator": {"email": "c%2$d@example.com"}, \
                "history": [\
                {"at": "2020-01-02T00:00:00Z", "actor": {"email": "a%3$d@example.com"}, "assignee": {"email": "a%3$d@example.com"}}, \
                {"at": "2020-01-03T00:00:00Z", "actor": {"email": "a%3$d@example.com"}, "comment": {"content": "Hello"}}, \
                {"at": "2020-01-04T00:00:00Z", "actor": {"email": "a%3$d@example.com"}, "status": "resolved"}]}""".formatted(number, number % 20, number % 5);
    }

    void execute(String sql) {
        try (Connection connection = database.connect(DatabaseRole.API);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, each with its columns joined by blanks. */
    List<String> rows(String sql) {
        try (Connection connection = database.connect(DatabaseRole.API);
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = support");
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<String> found = new ArrayList<>();
                while (rows.next()) {
                    StringBuilder row = new StringBuilder().append(rows.getString(1));
                    for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.append(' ').append(rows.getString(i));
                    }
                    found.add(row.toString());
                }
                return found;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
