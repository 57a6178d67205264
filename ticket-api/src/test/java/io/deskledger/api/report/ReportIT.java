package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports over HTTP, beginning before the worker was there: trends, how far they are, what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportIT {

    private ReportDesk desk;

    @BeforeAll
    void start() {
        desk = ReportDesk.fresh();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    @Order(1)
    void beforeTheWorkerWasThereSaysSo() throws Exception {
        assertThat(desk.get("/trends", "agent", "application/json").status()).isEqualTo(503);
        assertThat(desk.get("/status", "agent", "application/json").status()).isEqualTo(503);

        desk.migrate();

        Answer answer = desk.get("/trends", "agent", "application/json");
        answer.expectProblem(503);
    }

    @Test
    @Order(2)
    void trendsAnswerEveryIntervalWithTheBacklogCarriedOn() throws Exception {
        desk.update("UPDATE analytics.progress SET zone = 'Europe/Rome', as_of = '2027-03-01T00:00:00Z'");
        desk.update(
                "INSERT INTO analytics.daily_totals VALUES ('2026-12-24', 5, 1, 2, 1, 0), ('2027-01-06', 3, 1, 1, 1, 1), "
                        + "('2027-01-08', 0, 0, 4, 0, 0)");
        desk.update("INSERT INTO analytics.dirty_days VALUES ('2027-01-09', 1, now(), now(), 'test')");

        JsonNode report = desk.json("/trends?from=2027-01-05&to=2027-01-09");

        assertThat(report.get("zone").textValue()).isEqualTo("Europe/Rome");
        assertThat(report.get("from").textValue()).isEqualTo("2027-01-05");
        assertThat(report.get("to").textValue()).isEqualTo("2027-01-09");
        assertThat(report.get("as_of").textValue()).isEqualTo("2027-03-01T00:00:00Z");
        assertThat(report.get("items")).hasSize(5);
        assertThat(ReportDesk.figures(report.get("items"), "backlog")).containsExactly("3", "5", "5", "1", "1");
        assertThat(report.get("items").get(1).toString())
                .startsWith("{\"period\":\"2027-01-06\",\"created\":3,\"urgent_created\":1,\"resolved\":1,"
                        + "\"closed\":1,\"reopened\":1,\"backlog\":5,\"links\":{\"created\":\"/api/v1/tickets?"
                        + "created_after=2027-01-05T23:00:00Z&created_before=2027-01-06T23:00:00Z\"");
        assertThat(ReportDesk.figures(
                        desk.json("/trends?from=2026-12-01&to=2027-01-31&interval=month")
                                .get("items"),
                        "created"))
                .containsExactly("5", "3");
        assertThat(desk.json("/trends").get("items")).hasSize(30);
    }

    @Test
    @Order(3)
    void theSameAsCsv() {
        Answer answer = desk.get("/trends?from=2027-01-06&to=2027-01-07", "admin", "text/csv");

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
        assertThat(desk.json("/status").toString())
                .isEqualTo("{\"watermark\":\"2027-03-01T00:00:00Z\",\"dirty_days\":1,\"zone\":\"Europe/Rome\","
                        + "\"last_reconciliation\":null}");
        desk.update("INSERT INTO analytics.reconciliations (cause, started_at, finished_at, days, drifts) "
                + "VALUES ('scheduled', '2027-03-01T02:30:00Z', '2027-03-01T02:31:00Z', 90, 1)");
        desk.update("INSERT INTO analytics.drifts VALUES (1, '2027-01-06', 'daily_totals', '', 'created', '3', '4')");
        assertThat(desk.json("/status").get("last_reconciliation").toString())
                .isEqualTo("{\"id\":1,\"cause\":\"scheduled\",\"started_at\":\"2027-03-01T02:30:00Z\","
                        + "\"finished_at\":\"2027-03-01T02:31:00Z\",\"days\":90,\"drifts\":1,\"items\":[{"
                        + "\"day\":\"2027-01-06\",\"table_name\":\"daily_totals\",\"row_key\":\"\","
                        + "\"figure\":\"created\",\"stored\":\"3\",\"actual\":\"4\"}]}");
    }

    @Test
    @Order(3)
    void restatementsAreListed() throws Exception {
        desk.update("INSERT INTO analytics.restatements (day, restated_at, cause, old_figures, new_figures) VALUES"
                + " ('2027-01-06', '2027-01-08T10:00:00Z', 'io.deskledger.ticket.updated.v1 tickets/7', '{\"resolved\": 1}',"
                + " '{\"resolved\": 2}')");

        assertThat(desk.json("/restatements?from=2027-01-06&to=2027-01-06")
                        .get("items")
                        .toString())
                .isEqualTo("[{\"id\":1,\"day\":\"2027-01-06\",\"restated_at\":\"2027-01-08T10:00:00Z\","
                        + "\"cause\":\"io.deskledger.ticket.updated.v1 tickets/7\",\"old_figures\":{\"resolved\":1},"
                        + "\"new_figures\":{\"resolved\":2}}]");
        assertThat(desk.json("/restatements?from=2027-01-07&to=2027-01-08").get("items"))
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
        assertThat(desk.get(path, "agent", "application/json")
                        .expectProblem(400)
                        .blamed())
                .containsExactly(field);
    }

    @Test
    @Order(3)
    void customersMayNotReadReports() throws Exception {
        assertThat(desk.get("/trends", "customer", "application/json").status()).isEqualTo(403);
        assertThat(desk.get("/status", "customer", "application/json").status()).isEqualTo(403);
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
        Answer answer = desk.get("/trends?" + query, "agent", "application/json");

        assertThat(answer.expectProblem(400).blamed()).containsExactly(field);
    }
}
