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
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
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
        update("INSERT INTO analytics.dirty_days VALUES ('2027-01-09', 1, now(), now(), 'test')");

        JsonNode report = json("/trends?from=2027-01-05&to=2027-01-09");

        assertThat(report.get("zone").textValue()).isEqualTo("Europe/Rome");
        assertThat(report.get("from").textValue()).isEqualTo("2027-01-05");
        assertThat(report.get("to").textValue()).isEqualTo("2027-01-09");
        assertThat(report.get("as_of").textValue()).isEqualTo("2027-03-01T00:00:00Z");
        assertThat(report.get("items")).hasSize(5);
        assertThat(figures(report.get("items"), "backlog")).containsExactly("3", "5", "5", "1", "1");
        assertThat(report.get("items").get(1).toString())
                .startsWith("{\"period\":\"2027-01-06\",\"created\":3,\"urgent_created\":1,\"resolved\":1,"
                        + "\"closed\":1,\"reopened\":1,\"backlog\":5,\"links\":{\"created\":\"/api/v1/tickets?"
                        + "created_after=2027-01-05T23:00:00Z&created_before=2027-01-06T23:00:00Z\"");
        assertThat(figures(
                        json("/trends?from=2026-12-01&to=2027-01-31&interval=month")
                                .get("items"),
                        "created"))
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
                .isEqualTo("{\"watermark\":\"2027-03-01T00:00:00Z\",\"dirty_days\":1,\"zone\":\"Europe/Rome\","
                        + "\"last_reconciliation\":null}");
        update("INSERT INTO analytics.reconciliations (cause, started_at, finished_at, days, drifts) "
                + "VALUES ('scheduled', '2027-03-01T02:30:00Z', '2027-03-01T02:31:00Z', 90, 1)");
        update("INSERT INTO analytics.drifts VALUES (1, '2027-01-06', 'daily_totals', '', 'created', '3', '4')");
        assertThat(json("/status").get("last_reconciliation").toString())
                .isEqualTo("{\"id\":1,\"cause\":\"scheduled\",\"started_at\":\"2027-03-01T02:30:00Z\","
                        + "\"finished_at\":\"2027-03-01T02:31:00Z\",\"days\":90,\"drifts\":1,\"items\":[{"
                        + "\"day\":\"2027-01-06\",\"table_name\":\"daily_totals\",\"row_key\":\"\","
                        + "\"figure\":\"created\",\"stored\":\"3\",\"actual\":\"4\"}]}");
    }

    @Test
    @Order(3)
    void theDashboardSumsTheDaysAndMergesTheirBuckets() throws Exception {
        update("INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened, now_open,"
                + " now_closed, now_unassigned, now_low, now_urgent, now_overdue)"
                + " VALUES ('2028-02-01', 4, 0, 3, 1, 0, 1, 3, 1, 3, 1, 1)");
        // Ten durations: nine of about an hour (bucket 1100: g^1100 microseconds is 0.998 h), one of none at all.
        update("INSERT INTO analytics.duration_buckets VALUES"
                + " ('2028-02-01', 'resolution', 'all', '', 4, 10800000000, '{-1,1100}', '{1,3}'),"
                + " ('2028-02-02', 'resolution', 'all', '', 6, 21600000000, '{1100}', '{6}'),"
                + " ('2028-02-03', 'resolution', 'all', '', 1, 999999999999, '{1300}', '{1}')");
        update(SplitFacts.SUM_UP);

        JsonNode board = json("/dashboard?from=2028-02-01&to=2028-02-02");

        assertThat(board.get("total").asLong()).isEqualTo(4);
        assertThat(board.get("by_status").toString())
                .isEqualTo("{\"open\":1,\"in_progress\":0,\"waiting_on_customer\":0,\"resolved\":0,\"closed\":3}");
        assertThat(board.get("by_priority").toString()).isEqualTo("{\"low\":3,\"medium\":0,\"high\":0,\"urgent\":1}");
        assertThat(board.get("unassigned").asLong()).isEqualTo(1);
        assertThat(board.get("backlog").asLong()).isEqualTo(2);
        assertThat(board.get("avg_resolution_hours").asText()).isEqualTo("0.9");
        assertThat(board.get("p50_resolution_hours").decimalValue()).isBetween(new BigDecimal("0.98"), BigDecimal.ONE);
        assertThat(board.get("p99_first_response_hours").isNull()).isTrue();
        // A whole month is read as such, the days around it one by one: told by what the days within it are not.
        update("INSERT INTO analytics.duration_sketches VALUES"
                + " ('month', '2028-02-01', 'resolution', 'all', 2, 36000000000, '[\"\"]', '\\x044d02ffff00'),"
                + " ('five', '2028-03-01', 'resolution', 'all', 2, 108000000000, '[\"\"]', '\\x044d02ffff00')");
        assertThat(json("/dashboard?from=2028-02-01&to=2028-03-05")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("10.0");
        assertThat(json("/dashboard?from=2028-02-01&to=2028-02-29")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("5.0");
        assertThat(json("/dashboard?from=2028-01-31&to=2028-03-01")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("5.0");
        assertThat(json("/dashboard?from=2028-02-02&to=2028-03-01")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("40.54");
        assertThat(json("/dashboard?from=2028-02-05&to=2028-02-06")
                        .get("avg_resolution_hours")
                        .isNull())
                .isTrue();
        assertThat(get("/dashboard?from=2028-02-01&to=2028-02-02", "admin", "text/csv")
                        .response()
                        .body())
                .startsWith("total,by_status.open,by_status.in_progress,")
                .contains("\r\n4,1,0,0,0,3,3,0,0,1,1,2,1,0.90,");
    }

    /** Two periods of two days; in the second, two share the first place and one has resolved too few. */
    @Test
    @Order(3)
    void agentsAreRankedWithTiesAndWithTheirFormerPlace() throws Exception {
        long one = server.newPerson("agent").id();
        long two = server.newPerson("agent").id();
        long three = server.newPerson("agent").id();
        update("INSERT INTO analytics.daily_agent_facts VALUES "
                + "('2028-05-01', " + one + ", 0, 0, 5, 0, 90000000000, 1, 7200000000, 0),"
                + "('2028-05-02', " + two + ", 0, 0, 6, 0, 21600000000, 0, 0, 0),"
                + "('2028-05-03', " + one + ", 8, 6, 2, 1, 36000000000, 0, 0, 3),"
                + "('2028-05-04', " + one + ", 0, 0, 4, 0, 72000000000, 0, 0, 0),"
                + "('2028-05-04', " + two + ", 0, 0, 7, 0, 126000000000, 0, 0, 0),"
                + "('2028-05-04', " + three + ", 0, 0, 4, 0, 36000000000, 2, 3600000000, 0)");

        JsonNode items = json("/agents/ranking?from=2028-05-03&to=2028-05-04").get("items");

        assertThat(items.findValuesAsText("rank")).containsExactly("1", "1", "null");
        assertThat(items.findValuesAsText("previous_rank")).containsExactly("1", "2", "null");
        assertThat(items.findValuesAsText("id")).containsExactly("" + two, "" + one, "" + three);
        assertThat(items.findValuesAsText("avg_resolution_hours")).containsExactly("5.0", "5.0", "2.5");
        assertThat(items.get(1).get("link").asText()).endsWith("&resolved_by=" + one);
        assertThat(json("/agents/ranking?from=2028-05-03&to=2028-05-04&metric=resolved&min_sample=1&limit=2")
                        .get("items")
                        .findValuesAsText("resolved"))
                .containsExactly("7", "6");
        assertThat(json("/agents/ranking?from=2028-05-03&to=2028-05-04&metric=first_response_hours&min_sample=1")
                        .get("items")
                        .findValuesAsText("rank"))
                .containsExactly("1", "null", "null");
        JsonNode best = json("/agents/performance?from=2028-05-03&to=2028-05-04")
                .get("items")
                .get(0);
        assertThat(best.get("total").asLong()).isEqualTo(8);
        assertThat(best.get("resolved").asLong()).isEqualTo(6);
        assertThat(best.get("resolution_rate").asText()).isEqualTo("75.0");
        assertThat(best.get("comments").asLong()).isEqualTo(3);
        // A whole month is read as such, the days around it one by one: told by what the days within it are not.
        update("INSERT INTO analytics.monthly_agent_facts VALUES ('2028-05-01', " + two
                + ", 0, 0, 90, 0, 648000000000, 0, 0, 0, 45, 60)");
        update("INSERT INTO analytics.daily_agent_facts VALUES ('2028-06-01', " + two
                + ", 0, 0, 10, 0, 72000000000, 0, 0, 0, 0, 0)");
        // And five days as such.
        update("INSERT INTO analytics.five_agent_facts VALUES ('2028-06-01', " + two
                + ", 0, 0, 20, 0, 144000000000, 0, 0, 0, 0, 0)");
        assertThat(json("/agents/ranking?from=2028-05-01&to=2028-06-05")
                        .get("items")
                        .findValuesAsText("resolved"))
                .containsExactly("110");
        JsonNode may = json("/agents/ranking?from=2028-05-01&to=2028-06-01&metric=sla_rate")
                .get("items");
        assertThat(may.findValuesAsText("resolved")).containsExactly("100");
        assertThat(may.findValuesAsText("sla_rate")).containsExactly("75.0");
        JsonNode worked =
                json("/agents/performance?from=2028-04-30&to=2028-06-01").get("items");
        assertThat(worked).hasSize(1);
        assertThat(worked.get(0).get("resolved").asLong()).isEqualTo(100);
    }

    @Test
    @Order(3)
    void cohortsSayWhatBecameOfTickets() throws Exception {
        String columns = "(day, priority, category, created, urgent_created, resolved, closed, reopened,"
                + " first_responses, resolution_micros, first_response_micros, now_open, now_in_progress,"
                + " now_waiting_on_customer, now_resolved, now_closed, now_unassigned, cohort_micros, resolved_in_1d,"
                + " resolved_in_3d, resolved_in_7d, resolved_in_14d, resolved_in_30d, resolved_in_90d)";
        update("INSERT INTO analytics.daily_ticket_facts " + columns + " VALUES "
                + "('2028-06-05', 'high', 'vpn', 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 10800000000, 1, 2, 2, 2, 2, 2),"
                + "('2028-06-06', 'low', '', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
        update(SplitFacts.SPLIT_UP);
        update(
                "INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened, now_closed,"
                        + " cohort_micros, resolved_in_1d) VALUES ('2028-06-11', 2, 0, 0, 0, 0, 1, 5400000000, 1),"
                        + " ('2028-06-12', 2, 0, 0, 0, 0, 0, 0, 0)");
        update("INSERT INTO support.tags (id, name, created_at) VALUES (9001, 'wlan', now())");
        update("INSERT INTO analytics.daily_tag_facts VALUES ('2028-06-05', 9001, 3, 1, 3600000000)");

        JsonNode byCategory =
                json("/cohorts?by=category&from=2028-06-05&to=2028-06-06").get("items");
        assertThat(byCategory.findValuesAsText("cohort")).containsExactly("vpn", "null");
        assertThat(byCategory.get(0).get("resolution_rate").asText()).isEqualTo("66.7");
        assertThat(byCategory.get(0).get("avg_resolution_hours").asText()).isEqualTo("1.5");
        assertThat(byCategory.get(0).get("resolved_in_days").toString())
                .isEqualTo("{\"1\":33.3,\"3\":66.7,\"7\":66.7,\"14\":66.7,\"30\":66.7,\"90\":66.7}");
        assertThat(json("/cohorts?by=priority&from=2028-06-05&to=2028-06-06")
                        .get("items")
                        .findValuesAsText("cohort"))
                .containsExactly("high", "low");
        assertThat(json("/cohorts?by=tag&from=2028-06-05&to=2028-06-06")
                        .get("items")
                        .get(0)
                        .get("link")
                        .asText())
                .isEqualTo("/api/v1/tickets?created_after=2028-06-04T22:00:00Z&created_before=2028-06-06T22:00:00Z"
                        + "&tag=wlan");
        // 2028-06-11 is a Sunday: two weeks, each cut to one day.
        JsonNode byWeek = json("/cohorts?from=2028-06-11&to=2028-06-12").get("items");
        assertThat(byWeek.findValuesAsText("cohort")).containsExactly("2028-06-05", "2028-06-12");
        assertThat(byWeek.findValuesAsText("total")).containsExactly("2", "2");
        assertThat(byWeek.get(0).get("link").asText())
                .isEqualTo("/api/v1/tickets?created_after=2028-06-10T22:00:00Z&created_before=2028-06-11T22:00:00Z");
        assertThat(json("/categories?from=2028-06-05&to=2028-06-06")
                        .get("items")
                        .findValuesAsText("share"))
                .containsExactly("75.0", "25.0");
        assertThat(get("/cohorts?by=tag&from=2028-06-05&to=2028-06-06", "admin", "text/csv")
                        .response()
                        .body())
                .endsWith("wlan,3,1,33.3,1.00,,,,,,\r\n");
        JsonNode split = json("/trends?from=2028-06-05&to=2028-06-06&category=vpn&priority=high")
                .get("items");
        assertThat(figures(split, "backlog")).containsExactly("3", "3");
        JsonNode vpn =
                json("/trends?from=2028-06-05&to=2028-06-06&category=vpn").get("items");
        assertThat(figures(vpn, "backlog")).containsExactly("3", "3");
        JsonNode low =
                json("/trends?from=2028-06-05&to=2028-06-06&priority=low").get("items");
        assertThat(figures(low, "created")).containsExactly("0", "1");
    }

    /** The days around them are read one by one: told by what the days within the months are not. */
    @Test
    @Order(4)
    void wholeMonthsOfCohortsAreReadAsSuch() throws Exception {
        update("INSERT INTO analytics.monthly_split_facts (SELECT '2028-06-01', 100 * created, "
                + "urgent_created, 2, closed, reopened, 2, 36000000000, 14400000000, now_open, now_in_progress, now_waiting_on_customer, 50 * created, now_closed,"
                + " now_unassigned, cohort_micros, resolved_in_1d, resolved_in_3d, resolved_in_7d, resolved_in_14d,"
                + " resolved_in_30d, resolved_in_90d, kind, value FROM analytics.daily_split_facts"
                + " WHERE day = '2028-06-05')");
        update("INSERT INTO analytics.monthly_tag_facts VALUES ('2028-06-01', 9001, 300, 30, 108000000000)");
        update("INSERT INTO analytics.duration_buckets VALUES"
                + " ('2028-06-05', 'resolution', 'category', 'vpn', 2, 7200000000, '{1100}', '{2}')");
        update(SplitFacts.SUM_UP);
        update("INSERT INTO analytics.duration_sketches SELECT 'month', '2028-06-01', metric, dimension, total, micros,"
                + " keys, data FROM analytics.duration_sketches WHERE dimension = 'category'");
        String june = "from=2028-05-31&to=2028-07-01";
        JsonNode category = json("/categories?" + june).get("items").get(0);
        assertThat(category.get("total").asLong()).isEqualTo(300);
        assertThat(category.get("avg_resolution_hours").asText()).isEqualTo("5.0");
        assertThat(category.get("p90_resolution_hours").decimalValue())
                .isBetween(new BigDecimal("0.98"), BigDecimal.ONE);
        assertThat(category.get("avg_first_response_hours").asText()).isEqualTo("2.0");
        JsonNode priority = json("/cohorts?by=priority&" + june).get("items").get(0);
        assertThat(priority.get("cohort").asText()).isEqualTo("high");
        assertThat(priority.get("resolution_rate").asText()).isEqualTo("50.3");
        assertThat(json("/cohorts?by=tag&" + june).get("items").findValuesAsText("total"))
                .containsExactly("300");
        assertThat(json("/cohorts?by=tag&from=2028-06-02&to=2028-06-30")
                        .get("items")
                        .findValuesAsText("total"))
                .containsExactly("3");
    }

    @Test
    @Order(3)
    void restatementsAreListed() throws Exception {
        update("INSERT INTO analytics.restatements (day, restated_at, cause, old_figures, new_figures) VALUES"
                + " ('2027-01-06', '2027-01-08T10:00:00Z', 'io.deskledger.ticket.updated.v1 tickets/7', '{\"resolved\": 1}',"
                + " '{\"resolved\": 2}')");

        assertThat(json("/restatements?from=2027-01-06&to=2027-01-06")
                        .get("items")
                        .toString())
                .isEqualTo("[{\"id\":1,\"day\":\"2027-01-06\",\"restated_at\":\"2027-01-08T10:00:00Z\","
                        + "\"cause\":\"io.deskledger.ticket.updated.v1 tickets/7\",\"old_figures\":{\"resolved\":1},"
                        + "\"new_figures\":{\"resolved\":2}}]");
        assertThat(json("/restatements?from=2027-01-07&to=2027-01-08").get("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @Order(3)
    @CsvSource({
        "/dashboard?from=x, from",
        "/cohorts?by=mood, by",
        "/categories?limits=3, limits",
        "/response-times?cursor=abc, cursor",
        "/response-times?limit=0, limit",
        "/agents/ranking?metric=luck, metric",
        "/agents/ranking?min_sample=0, min_sample",
        "/agents/performance?limits=3, limits",
        "/trends?priority=huge, priority",
        "/restatements?limit=1001, limit"
    })
    void whatIsWrongIsNamedByEachReport(String path, String field) {
        assertThat(get(path, "agent", "application/json").expectProblem(400).blamed())
                .containsExactly(field);
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

    private static List<String> figures(JsonNode items, String name) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(name).asText())
                .toList();
    }

    private JsonNode json(String path) {
        return get(path, "agent", "*/*").expect(200).json();
    }

    private Answer get(String path, String role, String accept) {
        return Objects.requireNonNull(clients.get(role), role).send("GET", "/reports" + path, null, "Accept", accept);
    }

    private void migrateAnalytics() throws SQLException, IOException {
        Schemas.migrateIfAbsent(database, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
    }

    private void update(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
