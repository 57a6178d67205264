package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The figures of a range as one object. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardReportIT {

    private ReportDesk desk;

    @BeforeAll
    void start() throws Exception {
        desk = ReportDesk.ready();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    @Test
    void theDashboardSumsTheDaysAndMergesTheirBuckets() throws Exception {
        // What is open from before counts to the backlog.
        desk.update("INSERT INTO analytics.daily_totals VALUES ('2027-01-06', 1, 0, 0, 0, 0)");
        desk.update(
                "INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened, now_open,"
                        + " now_closed, now_unassigned, now_low, now_urgent, now_overdue)"
                        + " VALUES ('2028-02-01', 4, 0, 3, 1, 0, 1, 3, 1, 3, 1, 1)");
        // Ten durations: nine of about an hour (bucket 1100: g^1100 microseconds is 0.998 h), one of none at all.
        desk.update("INSERT INTO analytics.duration_buckets VALUES"
                + " ('2028-02-01', 'resolution', 'all', '', 4, 10800000000, '{-1,1100}', '{1,3}'),"
                + " ('2028-02-02', 'resolution', 'all', '', 6, 21600000000, '{1100}', '{6}'),"
                + " ('2028-02-03', 'resolution', 'all', '', 1, 999999999999, '{1300}', '{1}')");
        desk.update(SplitFacts.SUM_UP);

        JsonNode board = desk.json("/dashboard?from=2028-02-01&to=2028-02-02");

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
        desk.update("INSERT INTO analytics.duration_sketches VALUES"
                + " ('month', '2028-02-01', 'resolution', 'all', 2, 36000000000, '[\"\"]', '\\x044d02ffff00'),"
                + " ('five', '2028-03-01', 'resolution', 'all', 2, 108000000000, '[\"\"]', '\\x044d02ffff00')");
        assertThat(desk.json("/dashboard?from=2028-02-01&to=2028-03-05")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("10.0");
        assertThat(desk.json("/dashboard?from=2028-02-01&to=2028-02-29")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("5.0");
        assertThat(desk.json("/dashboard?from=2028-01-31&to=2028-03-01")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("5.0");
        assertThat(desk.json("/dashboard?from=2028-02-02&to=2028-03-01")
                        .get("avg_resolution_hours")
                        .asText())
                .isEqualTo("40.54");
        assertThat(desk.json("/dashboard?from=2028-02-05&to=2028-02-06")
                        .get("avg_resolution_hours")
                        .isNull())
                .isTrue();
        assertThat(desk.get("/dashboard?from=2028-02-01&to=2028-02-02", "admin", "text/csv")
                        .response()
                        .body())
                .startsWith("total,by_status.open,by_status.in_progress,")
                .contains("\r\n4,1,0,0,0,3,3,0,0,1,1,2,1,0.90,");
    }
}
