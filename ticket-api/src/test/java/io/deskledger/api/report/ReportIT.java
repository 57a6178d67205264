package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
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
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports over HTTP, on the analytics schema as its own migrations make it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportIT {

    private final DatabaseAccess database = TestServers.newDatabase();
    private ApiServer server;
    private Map<String, ApiClient> clients;

    @BeforeAll
    void start() {
        server = ApiServer.start(database, Map.of());
        clients = Map.of(
                "admin", server.admin(),
                "agent", server.agent().client(),
                "customer", server.customer().client());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void beforeTheWorkerWasThereSaysSo() throws Exception {
        assertThat(get("/trends", "agent", "application/json").status()).isEqualTo(503);
        assertThat(get("/status", "agent", "application/json").status()).isEqualTo(503);

        migrateAnalytics();

        Answer answer = get("/trends", "agent", "application/json");
        answer.expectProblem(503);
    }

    @Test
    @Order(2)
    void trendsAnswerEveryIntervalWithTheBacklogCarriedOn() throws Exception {
        update("UPDATE analytics.progress SET zone = 'Europe/Rome', as_of = '2027-03-01T00:00:00Z'");
        update(
                "INSERT INTO analytics.daily_totals VALUES ('2026-12-24', 5, 1, 2, 1, 0), ('2027-01-06', 3, 1, 1, 1, 1), "
                        + "('2027-01-08', 0, 0, 4, 0, 0)");
        update("INSERT INTO analytics.dirty_days VALUES ('2027-01-09', 1, now(), now())");

        JsonNode report = json("/trends?from=2027-01-05&to=2027-01-09");

        assertThat(report.get("zone").textValue()).isEqualTo("Europe/Rome");
        assertThat(report.get("from").textValue()).isEqualTo("2027-01-05");
        assertThat(report.get("to").textValue()).isEqualTo("2027-01-09");
        assertThat(report.get("as_of").textValue()).isEqualTo("2027-03-01T00:00:00Z");
        assertThat(report.get("items")).hasSize(5);
        assertThat(report.get("items").findValuesAsText("backlog")).containsExactly("3", "5", "5", "1", "1");
        assertThat(report.get("items").get(1).toString())
                .isEqualTo("{\"period\":\"2027-01-06\",\"created\":3,\"urgent_created\":1,\"resolved\":1,"
                        + "\"closed\":1,\"reopened\":1,\"backlog\":5}");
        assertThat(json("/trends?from=2026-12-01&to=2027-01-31&interval=month")
                        .get("items")
                        .findValuesAsText("created"))
                .containsExactly("5", "3");
        assertThat(json("/trends").get("items")).hasSize(30);
    }

    @Test
    @Order(3)
    void theSameAsCsv() {
        Answer answer = get("/trends?from=2027-01-06&to=2027-01-07", "admin", "text/csv");

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.response().body()).isEqualToNormalizingNewlines("""
                        period,created,urgent_created,resolved,closed,reopened,backlog
                        2027-01-06,3,1,1,1,1,5
                        2027-01-07,0,0,0,0,0,5
                        """);
    }

    @Test
    @Order(3)
    void statusSaysHowFarTheSummariesAre() throws Exception {
        assertThat(json("/status").toString())
                .isEqualTo("{\"watermark\":\"2027-03-01T00:00:00Z\",\"dirty_days\":1,\"zone\":\"Europe/Rome\"}");
    }

    @Test
    @Order(3)
    void customersMayNotReadReports() throws Exception {
        assertThat(get("/trends", "customer", "application/json").status()).isEqualTo(403);
        assertThat(get("/status", "customer", "application/json").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({
        "from=2027-01-32, from",
        "to=2027-02-29, to",
        "from=10000-01-01, from",
        "to=%2B10000-01-01, to",
        "to=0000-01-01, to",
        "from=0001-01-01, from",
        "from=2027-02-01&to=2027-01-01, from",
        "from=2000-01-01&to=2027-01-01, from",
        "interval=year, interval",
        "fron=2027-01-01, fron",
        "from=, from",
        "to=20270101, to"
    })
    void whatIsWrongIsNamed(String query, String field) {
        Answer answer = get("/trends?" + query, "agent", "application/json");

        assertThat(answer.expectProblem(400).blamed()).containsExactly(field);
    }

    private JsonNode json(String path) {
        return get(path, "agent", "*/*").expect(200).json();
    }

    private Answer get(String path, String role, String accept) {
        return Objects.requireNonNull(clients.get(role), role).send("GET", "/reports" + path, null, "Accept", accept);
    }

    private void migrateAnalytics() throws SQLException, IOException {
        update("CREATE SCHEMA analytics; SET search_path = analytics;"
                + Files.readString(
                        Path.of("../analytics-worker/src/main/resources/db/migration/analytics/V1__summaries.sql")));
    }

    private void update(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
