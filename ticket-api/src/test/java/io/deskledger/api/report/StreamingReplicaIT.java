package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseBootstrap;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.EmbeddedPostgres;
import io.deskledger.embedded.RolePasswords;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Reports on a replica that PostgreSQL keeps by streaming; it is behind for as long as the test wants, and then away.
 */
class StreamingReplicaIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void reportsAreAsOldAsTheReplicaAndTicketsAndTheirSearchAreNot() throws Exception {
        try (EmbeddedPostgres primary = EmbeddedPostgres.startTemporary()) {
            DatabaseAccess main = DatabaseBootstrap.prepare(primary.adminUrl(), "desk", RolePasswords.random());
            try (EmbeddedPostgres replica = primary.startReplica();
                    ApiServer server = ApiServer.start(main, settings(replica))) {
                Schemas.migrateIfAbsent(
                        main, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
                compute(main, 77, "2027-03-02T01:00:00Z");
                await().atMost(LIMIT).untilAsserted(() -> assertBoard(server, 77, "2027-03-02T01:00:00Z"));

                ask(replica, "SELECT pg_wal_replay_pause()");
                await().atMost(LIMIT)
                        .until(() -> ask(replica, "SELECT pg_get_wal_replay_pause_state()")
                                .equals("paused"));
                compute(main, 78, "2027-03-02T02:00:00Z");
                String word = "w" + UUID.randomUUID().toString().replace("-", "");
                long id = create(server, word);
                assertThat(server.admin().get("/tickets/" + id).status()).isEqualTo(200);
                assertThat(found(server, word)).isEqualTo(id);
                assertBoard(server, 77, "2027-03-02T01:00:00Z");

                ask(replica, "SELECT pg_wal_replay_resume()");
                await().atMost(LIMIT).untilAsserted(() -> assertBoard(server, 78, "2027-03-02T02:00:00Z"));

                ProcessHandle.of(replica.pid()).orElseThrow().destroyForcibly();
                await().atMost(LIMIT)
                        .untilAsserted(
                                () -> server.admin().get("/reports/trends").expectProblem(503));
                assertThat(found(server, word)).isEqualTo(id);
                create(server, "Nobody reads it elsewhere");
            }
        }
    }

    private static Map<String, Object> settings(EmbeddedPostgres replica) {
        return Map.of(
                "DESKLEDGER_DB_READ_URL",
                "jdbc:postgresql://127.0.0.1:%d/desk".formatted(replica.port()),
                "datasources.reports.connection-timeout",
                "1000");
    }

    /** What the worker does, in one transaction as well. */
    private static void compute(DatabaseAccess main, int created, String asOf) throws SQLException {
        try (Connection owner = main.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("UPDATE analytics.progress SET zone = 'UTC', as_of = '%s'".formatted(asOf));
            statement.execute(
                    "INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened)"
                            + " VALUES ('2027-03-01', %d, 0, 0, 0, 0)".formatted(created)
                            + " ON CONFLICT (day) DO UPDATE SET created = excluded.created");
            owner.commit();
        }
    }

    private static void assertBoard(ApiServer server, int created, String asOf) {
        Answer answer = server.admin().get("/reports/dashboard?from=2027-03-01&to=2027-03-01");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode board = answer.json();
        assertThat(board.get("total").asLong()).isEqualTo(created);
        assertThat(board.get("as_of").textValue()).isEqualTo(asOf);
    }

    private static long create(ApiServer server, String word) {
        return server.admin()
                .post("/tickets", Map.of("title", "The " + word, "description", "Smoke comes out of tray two."))
                .expect(201)
                .json()
                .get("id")
                .longValue();
    }

    private static long found(ApiServer server, String word) {
        JsonNode list = server.admin().get("/tickets?q=" + word).expect(200).json();
        return list.path("items").path(0).path("id").asLong();
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.adminUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
