package io.deskledger.api.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reports over HTTP, on the analytics schema as its own migrations make it. */
record ReportDesk(DatabaseAccess database, ApiServer server) implements AutoCloseable {

    /** Where the worker has not been yet. */
    static ReportDesk fresh() {
        DatabaseAccess database = ApiServer.newDesk();
        return new ReportDesk(database, ApiServer.start(database, Map.of()));
    }

    /** Where it counts the days of Rome, up to March 2027. */
    static ReportDesk ready() throws SQLException, IOException {
        ReportDesk desk = fresh();
        desk.migrate();
        desk.update("UPDATE analytics.progress SET zone = 'Europe/Rome', as_of = '2027-03-01T00:00:00Z'");
        return desk;
    }

    void migrate() throws SQLException, IOException {
        Schemas.migrateIfAbsent(database, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
    }

    void update(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    JsonNode json(String path) {
        return get(path, "agent", "*/*").expect(200).json();
    }

    Answer get(String path, String role, String accept) {
        ApiClient client = switch (role) {
            case "admin" -> server.admin();
            case "agent" -> server.agent().client();
            default -> server.customer().client();
        };
        return client.send("GET", "/reports" + path, null, "Accept", accept);
    }

    /** That figure of each item, as text. */
    static List<String> figures(JsonNode items, String name) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(name).asText())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
