package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who resolved how much, and how soon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentReportIT {

    private ReportDesk desk;

    @BeforeAll
    void start() throws Exception {
        desk = ReportDesk.ready();
    }

    @AfterAll
    void stop() {
        desk.close();
    }

    /** Two periods of two days; in the second, two share the first place and one has resolved too few. */
    @Test
    void agentsAreRankedWithTiesAndWithTheirFormerPlace() throws Exception {
        long one = desk.server().newPerson("agent").id();
        long two = desk.server().newPerson("agent").id();
        long three = desk.server().newPerson("agent").id();
        desk.update("INSERT INTO analytics.daily_agent_facts VALUES "
                + "('2028-05-01', " + one + ", 0, 0, 5, 0, 90000000000, 1, 7200000000, 0),"
                + "('2028-05-02', " + two + ", 0, 0, 6, 0, 21600000000, 0, 0, 0),"
                + "('2028-05-03', " + one + ", 8, 6, 2, 1, 36000000000, 0, 0, 3),"
                + "('2028-05-04', " + one + ", 0, 0, 4, 0, 72000000000, 0, 0, 0),"
                + "('2028-05-04', " + two + ", 0, 0, 7, 0, 126000000000, 0, 0, 0),"
                + "('2028-05-04', " + three + ", 0, 0, 4, 0, 36000000000, 2, 3600000000, 0)");

        JsonNode items =
                desk.json("/agents/ranking?from=2028-05-03&to=2028-05-04").get("items");

        assertThat(items.findValuesAsText("rank")).containsExactly("1", "1", "null");
        assertThat(items.findValuesAsText("previous_rank")).containsExactly("1", "2", "null");
        assertThat(items.findValuesAsText("id")).containsExactly("" + two, "" + one, "" + three);
        assertThat(items.findValuesAsText("avg_resolution_hours")).containsExactly("5.0", "5.0", "2.5");
        assertThat(items.get(1).get("link").asText()).endsWith("&resolved_by=" + one);
        assertThat(desk.json("/agents/ranking?from=2028-05-03&to=2028-05-04&metric=resolved&min_sample=1&limit=2")
                        .get("items")
                        .findValuesAsText("resolved"))
                .containsExactly("7", "6");
        assertThat(desk.json("/agents/ranking?from=2028-05-03&to=2028-05-04&metric=first_response_hours&min_sample=1")
                        .get("items")
                        .findValuesAsText("rank"))
                .containsExactly("1", "null", "null");
        JsonNode best = desk.json("/agents/performance?from=2028-05-03&to=2028-05-04")
                .get("items")
                .get(0);
        assertThat(best.get("total").asLong()).isEqualTo(8);
        assertThat(best.get("resolved").asLong()).isEqualTo(6);
        assertThat(best.get("resolution_rate").asText()).isEqualTo("75.0");
        assertThat(best.get("comments").asLong()).isEqualTo(3);
        // A whole month is read as such, the days around it one by one: told by what the days within it are not.
        desk.update("INSERT INTO analytics.monthly_agent_facts VALUES ('2028-05-01', " + two
                + ", 0, 0, 90, 0, 648000000000, 0, 0, 0, 45, 60)");
        desk.update("INSERT INTO analytics.daily_agent_facts VALUES ('2028-06-01', " + two
                + ", 0, 0, 10, 0, 72000000000, 0, 0, 0, 0, 0)");
        // And five days as such.
        desk.update("INSERT INTO analytics.five_agent_facts VALUES ('2028-06-01', " + two
                + ", 0, 0, 20, 0, 144000000000, 0, 0, 0, 0, 0)");
        assertThat(desk.json("/agents/ranking?from=2028-05-01&to=2028-06-05")
                        .get("items")
                        .findValuesAsText("resolved"))
                .containsExactly("110");
        JsonNode may = desk.json("/agents/ranking?from=2028-05-01&to=2028-06-01&metric=sla_rate")
                .get("items");
        assertThat(may.findValuesAsText("resolved")).containsExactly("100");
        assertThat(may.findValuesAsText("sla_rate")).containsExactly("75.0");
        JsonNode worked =
                desk.json("/agents/performance?from=2028-04-30&to=2028-06-01").get("items");
        assertThat(worked).hasSize(1);
        assertThat(worked.get(0).get("resolved").asLong()).isEqualTo(100);
    }
}
