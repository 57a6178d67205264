package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What became of tickets, by what they have in common. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CohortReportIT {

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
    @Order(1)
    void cohortsSayWhatBecameOfTickets() throws Exception {
        String columns = "(day, priority, category, created, urgent_created, resolved, closed, reopened,"
                + " first_responses, resolution_micros, first_response_micros, now_open, now_in_progress,"
                + " now_waiting_on_customer, now_resolved, now_closed, now_unassigned, cohort_micros, resolved_in_1d,"
                + " resolved_in_3d, resolved_in_7d, resolved_in_14d, resolved_in_30d, resolved_in_90d)";
        desk.update("INSERT INTO analytics.daily_ticket_facts " + columns + " VALUES "
                + "('2028-06-05', 'high', 'vpn', 3, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 10800000000, 1, 2, 2, 2, 2, 2),"
                + "('2028-06-06', 'low', '', 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
        desk.update(SplitFacts.SPLIT_UP);
        desk.update(
                "INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened, now_closed,"
                        + " cohort_micros, resolved_in_1d) VALUES ('2028-06-11', 2, 0, 0, 0, 0, 1, 5400000000, 1),"
                        + " ('2028-06-12', 2, 0, 0, 0, 0, 0, 0, 0)");
        desk.update("INSERT INTO support.tags (id, name, created_at) VALUES (9001, 'wlan', now())");
        desk.update("INSERT INTO analytics.daily_tag_facts VALUES ('2028-06-05', 9001, 3, 1, 3600000000)");

        JsonNode byCategory =
                desk.json("/cohorts?by=category&from=2028-06-05&to=2028-06-06").get("items");
        assertThat(byCategory.findValuesAsText("cohort")).containsExactly("vpn", "null");
        assertThat(byCategory.get(0).get("resolution_rate").asText()).isEqualTo("66.7");
        assertThat(byCategory.get(0).get("avg_resolution_hours").asText()).isEqualTo("1.5");
        assertThat(byCategory.get(0).get("resolved_in_days").toString())
                .isEqualTo("{\"1\":33.3,\"3\":66.7,\"7\":66.7,\"14\":66.7,\"30\":66.7,\"90\":66.7}");
        assertThat(desk.json("/cohorts?by=priority&from=2028-06-05&to=2028-06-06")
                        .get("items")
                        .findValuesAsText("cohort"))
                .containsExactly("high", "low");
        assertThat(desk.json("/cohorts?by=tag&from=2028-06-05&to=2028-06-06")
                        .get("items")
                        .get(0)
                        .get("link")
                        .asText())
                .isEqualTo("/api/v1/tickets?created_after=2028-06-04T22:00:00Z&created_before=2028-06-06T22:00:00Z"
                        + "&tag=wlan");
        // 2028-06-11 is a Sunday: two weeks, each cut to one day.
        JsonNode byWeek = desk.json("/cohorts?from=2028-06-11&to=2028-06-12").get("items");
        assertThat(byWeek.findValuesAsText("cohort")).containsExactly("2028-06-05", "2028-06-12");
        assertThat(byWeek.findValuesAsText("total")).containsExactly("2", "2");
        assertThat(byWeek.get(0).get("link").asText())
                .isEqualTo("/api/v1/tickets?created_after=2028-06-10T22:00:00Z&created_before=2028-06-11T22:00:00Z");
        assertThat(desk.json("/categories?from=2028-06-05&to=2028-06-06")
                        .get("items")
                        .findValuesAsText("share"))
                .containsExactly("75.0", "25.0");
        assertThat(desk.get("/cohorts?by=tag&from=2028-06-05&to=2028-06-06", "admin", "text/csv")
                        .response()
                        .body())
                .endsWith("wlan,3,1,33.3,1.00,,,,,,\r\n");
        JsonNode split = desk.json("/trends?from=2028-06-05&to=2028-06-06&category=vpn&priority=high")
                .get("items");
        assertThat(ReportDesk.figures(split, "backlog")).containsExactly("3", "3");
        JsonNode vpn =
                desk.json("/trends?from=2028-06-05&to=2028-06-06&category=vpn").get("items");
        assertThat(ReportDesk.figures(vpn, "backlog")).containsExactly("3", "3");
        JsonNode low =
                desk.json("/trends?from=2028-06-05&to=2028-06-06&priority=low").get("items");
        assertThat(ReportDesk.figures(low, "created")).containsExactly("0", "1");
    }

    /** The days around them are read one by one: told by what the days within the months are not. */
    @Test
    @Order(2)
    void wholeMonthsOfCohortsAreReadAsSuch() throws Exception {
        desk.update("INSERT INTO analytics.monthly_split_facts (SELECT '2028-06-01', 100 * created, "
                + "urgent_created, 2, closed, reopened, 2, 36000000000, 14400000000, now_open, now_in_progress, now_waiting_on_customer, 50 * created, now_closed,"
                + " now_unassigned, cohort_micros, resolved_in_1d, resolved_in_3d, resolved_in_7d, resolved_in_14d,"
                + " resolved_in_30d, resolved_in_90d, kind, value FROM analytics.daily_split_facts"
                + " WHERE day = '2028-06-05')");
        desk.update("INSERT INTO analytics.monthly_tag_facts VALUES ('2028-06-01', 9001, 300, 30, 108000000000)");
        desk.update("INSERT INTO analytics.duration_buckets VALUES"
                + " ('2028-06-05', 'resolution', 'category', 'vpn', 2, 7200000000, '{1100}', '{2}')");
        desk.update(SplitFacts.SUM_UP);
        desk.update(
                "INSERT INTO analytics.duration_sketches SELECT 'month', '2028-06-01', metric, dimension, total, micros,"
                        + " keys, data FROM analytics.duration_sketches WHERE dimension = 'category'");
        String june = "from=2028-05-31&to=2028-07-01";
        JsonNode category = desk.json("/categories?" + june).get("items").get(0);
        assertThat(category.get("total").asLong()).isEqualTo(300);
        assertThat(category.get("avg_resolution_hours").asText()).isEqualTo("5.0");
        assertThat(category.get("p90_resolution_hours").decimalValue())
                .isBetween(new BigDecimal("0.98"), BigDecimal.ONE);
        assertThat(category.get("avg_first_response_hours").asText()).isEqualTo("2.0");
        JsonNode priority =
                desk.json("/cohorts?by=priority&" + june).get("items").get(0);
        assertThat(priority.get("cohort").asText()).isEqualTo("high");
        assertThat(priority.get("resolution_rate").asText()).isEqualTo("50.3");
        assertThat(desk.json("/cohorts?by=tag&" + june).get("items").findValuesAsText("total"))
                .containsExactly("300");
        assertThat(desk.json("/cohorts?by=tag&from=2028-06-02&to=2028-06-30")
                        .get("items")
                        .findValuesAsText("total"))
                .containsExactly("3");
    }
}
