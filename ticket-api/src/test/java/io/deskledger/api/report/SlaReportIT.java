package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The report of promises and the rates of agents, on the analytics schema as its own migrations make it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlaReportIT {

    private final DatabaseAccess database = ApiServer.newDesk();
    private ApiServer server;

    @BeforeAll
    void start() throws SQLException, IOException {
        server = ApiServer.start(database, Map.of());
        Schemas.migrateIfAbsent(database, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
        update("UPDATE analytics.progress SET zone = 'Europe/Rome', as_of = '2027-03-01T00:00:00Z'");
        update("INSERT INTO analytics.daily_sla_totals VALUES"
                + " ('2027-01-05', 'resolution', 1, 14400, 'urgent', 1, 0, 0),"
                + " ('2027-01-06', 'resolution', 1, 14400, 'urgent', 0, 1, 0),"
                + " ('2027-01-06', 'resolution', 1, 604800, 'low', 5, 0, 0),"
                + " ('2027-01-06', 'first_response', 1, 3600, 'urgent', 3, 1, 0),"
                + " ('2027-01-07', 'resolution', 1, 14400, 'urgent', 0, 0, 1),"
                + " ('2027-01-08', 'resolution', 1, 14400, 'urgent', 50, 0, 0),"
                + " ('2027-01-09', 'resolution', 1, 14400, 'urgent', 2, 1, 0)");
        resolved("2027-01-05", "urgent", 1);
        resolved("2027-01-06", "urgent", 1);
        resolved("2027-01-06", "low", 5);
        resolved("2027-01-09", "urgent", 4);
        update(SplitFacts.SPLIT_UP);
    }

    /** So many tickets were resolved, whether that was promised or not. */
    private void resolved(String day, String priority, int tickets) throws SQLException {
        update("INSERT INTO analytics.daily_ticket_facts VALUES ('" + day + "', '" + priority + "', '', 0, 0, "
                + tickets + ", 0".repeat(18) + ")");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void openAndLateCountsAsMissed() {
        JsonNode report = json("/reports/sla?from=2027-01-05&to=2027-01-07");

        assertThat(report.get("items").toString())
                .isEqualTo("[{\"priority\":\"urgent\",\"policy\":\"Default\",\"target_hours\":4.0,\"total_resolved\":2,"
                        + "\"within_sla\":1,\"missed_open\":1,\"compliance_rate\":33.3,\"link\":\"/api/v1/tickets?"
                        + "resolved_after=2027-01-04T23:00:00Z&resolved_before=2027-01-07T23:00:00Z&priority=urgent\"},"
                        + "{\"priority\":\"low\",\"policy\":\"Default\",\"target_hours\":168.0,\"total_resolved\":5,"
                        + "\"within_sla\":5,\"missed_open\":0,\"compliance_rate\":100.0,\"link\":\"/api/v1/tickets?"
                        + "resolved_after=2027-01-04T23:00:00Z&resolved_before=2027-01-07T23:00:00Z&priority=low\"}]");
        assertThat(report.get("as_of").textValue()).isEqualTo("2027-03-01T00:00:00Z");
        assertThat(report.get("zone").textValue()).isEqualTo("Europe/Rome");
        JsonNode response = json("/reports/sla?from=2027-01-05&to=2027-01-07&target=first_response")
                .get("items");
        assertThat(response).hasSize(1);
        assertThat(response.get(0).get("compliance_rate").asText()).isEqualTo("75.0");
        assertThat(response.get(0).get("link").isNull()).isTrue();
    }

    /** Its list is of all that were resolved, and one of the four was held to a policy without a resolution target. */
    @Test
    void whatIsNotAllOfItsPriorityHasNoLink() {
        JsonNode item =
                json("/reports/sla?from=2027-01-09&to=2027-01-09").get("items").get(0);

        assertThat(item.get("total_resolved").longValue()).isEqualTo(3);
        assertThat(item.get("link").isNull()).isTrue();
    }

    @Test
    void theSameAsCsv() {
        assertThat(server.admin()
                        .send("GET", "/reports/sla?from=2027-01-07&to=2027-01-07", null, "Accept", "text/csv")
                        .expect(200)
                        .response()
                        .body())
                .isEqualToNormalizingNewlines("""
                        priority,policy,target_hours,total_resolved,within_sla,missed_open,compliance_rate
                        urgent,Default,4.00,0,0,1,0.0
                        """);
    }

    @Test
    void agentsAreRankedByWhatCameInTime() throws SQLException {
        long keeper = server.newPerson("agent").id();
        long breaker = server.newPerson("agent").id();
        update("INSERT INTO analytics.daily_agent_facts VALUES "
                + "('2028-05-04', " + keeper + ", 0, 0, 6, 0, 90000000000, 0, 0, 0, 5, 6),"
                + "('2028-05-04', " + breaker + ", 0, 0, 6, 0, 21600000000, 0, 0, 0, 5, 8)");

        JsonNode items = json("/reports/agents/ranking?from=2028-05-03&to=2028-05-04&metric=sla_rate")
                .get("items");

        assertThat(items.findValuesAsText("id")).containsExactly("" + keeper, "" + breaker);
        assertThat(items.findValuesAsText("rank")).containsExactly("1", "2");
        assertThat(items.findValuesAsText("sla_rate")).containsExactly("83.3", "62.5");
        assertThat(items.findValuesAsText("resolved")).containsExactly("6", "6");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(server.admin()
                        .get("/reports/sla?target=mood&from=x")
                        .expectProblem(400)
                        .blamed())
                .containsExactlyInAnyOrder("target", "from");
        assertThat(server.customer().client().get("/reports/sla").status()).isEqualTo(403);
    }

    private JsonNode json(String path) {
        return server.agent().client().get(path).expect(200).json();
    }

    private void update(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
