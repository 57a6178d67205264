package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
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

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DatabaseAccess database = TestServers.newDatabase();
    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedServer server;

    @BeforeAll
    void start() {
        server = ApplicationContext.run(
                EmbeddedServer.class,
                Map.of(
                        "DESKLEDGER_DB_URL", database.url(),
                        "DESKLEDGER_DB_PASSWORD", database.passwords().of(DatabaseRole.API),
                        "DESKLEDGER_DB_OWNER_PASSWORD", database.passwords().of(DatabaseRole.OWNER),
                        "DESKLEDGER_KAFKA", TestServers.kafka(),
                        "DESKLEDGER_JWT_SECRET", "a secret of at least thirty-two bytes",
                        "DESKLEDGER_PORT", "-1"));
    }

    @AfterAll
    void stop() {
        server.close();
        client.close();
    }

    @Test
    @Order(1)
    void beforeTheWorkerWasThereSaysSo() throws Exception {
        assertThat(get("/trends", "agent", "application/json").statusCode()).isEqualTo(503);
        assertThat(get("/status", "agent", "application/json").statusCode()).isEqualTo(503);

        migrateAnalytics();

        HttpResponse<String> answer = get("/trends", "agent", "application/json");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
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
    void theSameAsCsv() throws Exception {
        HttpResponse<String> answer = get("/trends?from=2027-01-06&to=2027-01-07", "admin", "text/csv");

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
        assertThat(answer.body()).isEqualToNormalizingNewlines("""
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
        assertThat(get("/trends", "customer", "application/json").statusCode()).isEqualTo(403);
        assertThat(get("/status", "customer", "application/json").statusCode()).isEqualTo(403);
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
    void whatIsWrongIsNamed(String query, String field) throws Exception {
        HttpResponse<String> answer = get("/trends?" + query, "agent", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("errors").findValuesAsText("field"))
                .containsExactly(field);
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = get(path, "agent", "*/*");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String path, String role, String accept) throws Exception {
        String token = server.getApplicationContext()
                .getBean(TokenGenerator.class)
                .generateToken(Authentication.build("1", List.of(role)), 60)
                .orElseThrow();
        return client.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + "/api/v1/reports" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
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
