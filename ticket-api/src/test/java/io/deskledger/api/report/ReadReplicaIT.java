package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.transaction.TransactionOperations;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a read replica is named, reports are read there and tickets are not; it is another database here, to be told.
 */
class ReadReplicaIT {

    private static final List<String> REPORTS = List.of(
            "dashboard",
            "trends",
            "categories",
            "cohorts?by=tag",
            "response-times",
            "agents/ranking",
            "agents/performance",
            "restatements",
            "status");

    @Test
    void reportsAreReadThereAndTicketsHere() throws Exception {
        DatabaseAccess main = ApiServer.newDesk();
        DatabaseAccess replica = TestServers.newDatabase();
        migrate(replica);
        try (ApiServer server = ApiServer.start(main, Map.of("DESKLEDGER_DB_READ_URL", replica.url()))) {
            migrate(main);
            update(replica, "UPDATE analytics.progress SET zone = 'Asia/Tokyo', as_of = now()");
            update(
                    replica,
                    "INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened)"
                            + " VALUES ('2027-03-01', 77, 0, 0, 0, 0)");

            long id = server.admin()
                    .post("/tickets", Map.of("title", "On the main one", "description", "and nowhere else at all"))
                    .expect(201)
                    .json()
                    .get("id")
                    .longValue();
            JsonNode board = server.admin()
                    .get("/reports/dashboard?from=2027-03-01&to=2027-03-01")
                    .expect(200)
                    .json();

            assertThat(board.get("total").asLong()).isEqualTo(77);
            assertThat(server.admin().get("/tickets/" + id).status()).isEqualTo(200);
            for (String report : REPORTS) {
                // The main database's worker has never started: whoever asks there gets 503.
                assertThat(server.admin()
                                .get("/reports/" + report)
                                .expect(200)
                                .json()
                                .get("zone")
                                .textValue())
                        .as(report)
                        .isEqualTo("Asia/Tokyo");
            }
        }
    }

    /** Tickets go on when the replica is away, and reports say so. */
    @Test
    void aReplicaThatIsAwayKeepsNoTicketAway() throws Exception {
        DatabaseAccess main = ApiServer.newDesk();
        try (ApiServer server = ApiServer.start(
                main,
                Map.of(
                        "DESKLEDGER_DB_READ_URL",
                        "jdbc:postgresql://127.0.0.1:1/nowhere",
                        "datasources.reports.connection-timeout",
                        "1000"))) {
            assertThat(server.admin().get("/tickets").status()).isEqualTo(200);
            assertThat(server.anonymous().getOutside("/health/readiness").status())
                    .isEqualTo(200);
            server.admin().get("/reports/trends").expectProblem(503);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE tickets SET title = 'x'", "DELETE FROM users"})
    void whatReportsUseCanOnlyRead(String write) {
        ApiServer server = ApiServer.shared();
        TransactionOperations<?> transactions = server.server()
                .getApplicationContext()
                .getBean(TransactionOperations.class, Qualifiers.byName("reports"));

        assertThatThrownBy(() -> transactions.executeWrite(status -> write((Connection) status.getConnection(), write)))
                .hasStackTraceContaining("read-only transaction");
    }

    /** Whatever asks for nothing but a transaction there: its statements belong together. */
    @ParameterizedTest
    @CsvSource({
        "transaction_isolation, repeatable read",
        "transaction_read_only, on",
        "max_parallel_workers_per_gather, 0"
    })
    void eachOfItsTransactionsIsASnapshot(String setting, String value) {
        TransactionOperations<?> transactions = ApiServer.shared()
                .server()
                .getApplicationContext()
                .getBean(TransactionOperations.class, Qualifiers.byName("reports"));

        assertThat(transactions.<String>executeRead(status -> show((Connection) status.getConnection(), setting)))
                .isEqualTo(value);
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean write(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static void migrate(DatabaseAccess database) throws SQLException, IOException {
        Schemas.migrateIfAbsent(database, "support", "src/main/resources/db/migration/support");
        Schemas.migrateIfAbsent(database, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
    }

    private static void update(DatabaseAccess database, String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
