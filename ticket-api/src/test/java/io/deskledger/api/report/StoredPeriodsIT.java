package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Which of the two is read, the period's table or the facts: told by figures that differ, as they never do in earnest.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredPeriodsIT {

    private final DatabaseAccess database = ApiServer.newDesk();
    private ApiServer server;
    private long agent;

    @BeforeAll
    void start() throws Exception {
        server = ApiServer.start(database, Map.of());
        agent = server.agent().id();
        Schemas.migrateIfAbsent(database, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
        update("UPDATE analytics.progress SET zone = 'UTC', as_of = '2027-03-01T00:00:00Z'");
        update("INSERT INTO analytics.computed_days VALUES ('2027-01-31', now(), 100, 1000),"
                + " ('2027-02-01', now(), 10, 20), ('2027-02-02', now(), 30, 40)");
        update("INSERT INTO analytics.daily_agent_facts VALUES ('2027-02-02', " + agent
                + ", 0, 0, 6, 0, 36000000000, 0, 0, 0)");
        update("INSERT INTO analytics.daily_ticket_facts (day, priority, category, created, urgent_created, resolved,"
                + " closed, reopened, first_responses, resolution_micros, first_response_micros, now_open,"
                + " now_in_progress, now_waiting_on_customer, now_resolved, now_closed, now_unassigned, cohort_micros,"
                + " resolved_in_1d, resolved_in_3d, resolved_in_7d, resolved_in_14d, resolved_in_30d, resolved_in_90d)"
                + " VALUES ('2027-02-02', 'high', 'vpn', 6, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)");
        update(SplitFacts.SPLIT_UP);
        update("INSERT INTO analytics.periods VALUES"
                + " ('day', '2027-02-02', '2027-02-02', '2027-02-01', 5, now(), 40, 40)");
        update("INSERT INTO analytics.agent_rankings VALUES ('day', '2027-02-02', 'resolved', " + agent
                + ", 7, 8, 9, 18000000000, 1, 3600000000)");
        update("INSERT INTO analytics.cohort_resolution VALUES"
                + " ('day', '2027-02-02', 'category', 'vpn', 9, 3, 0, 1, 1, 1, 1, 1, 1),"
                + " ('day', '2027-02-02', 'tag', '77', 9, 3, 0, NULL, NULL, NULL, NULL, NULL, NULL)");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aPeriodIsReadFromItsTables() {
        JsonNode place = ranking("2027-02-02", "&metric=resolved");

        assertThat(place.get("rank").asLong()).isEqualTo(7);
        assertThat(place.get("previous_rank").asLong()).isEqualTo(8);
        assertThat(place.get("resolved").asLong()).isEqualTo(9);
        assertThat(place.get("avg_resolution_hours").asText()).isEqualTo("0.56");
        assertThat(place.get("link").asText()).endsWith("resolved_by=" + agent);
        assertThat(cohort("by=category").get("total").asLong()).isEqualTo(9);
        assertThat(cohort("by=category").get("resolved_in_days").get("7").asText())
                .isEqualTo("11.1");
        assertThat(cohort("by=tag").get("cohort").asText()).isEqualTo("#77");
        assertThat(cohort("by=tag").get("resolved_in_days").isNull()).isTrue();
    }

    @Test
    void otherDaysAndSamplesAreReadFromTheFacts() {
        assertThat(ranking("2027-02-01", "&metric=resolved").get("resolved").asLong())
                .isEqualTo(6);
        assertThat(ranking("2027-02-02", "&metric=resolved&min_sample=4")
                        .get("rank")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void aPeriodWhoseFactsChangedIsReadFromTheFacts() throws Exception {
        update("UPDATE analytics.computed_days SET ranking_digest = 11 WHERE day = '2027-02-01'");
        assertThat(ranking("2027-02-02", "&metric=resolved").get("resolved").asLong())
                .isEqualTo(6);
        assertThat(cohort("by=category").get("total").asLong()).isEqualTo(9);
        update("UPDATE analytics.computed_days SET ranking_digest = 10, cohort_digest = 41 WHERE day = '2027-02-02'");
        assertThat(cohort("by=category").get("total").asLong()).isEqualTo(6);
        update("UPDATE analytics.computed_days SET ranking_digest = 10, cohort_digest = 20 WHERE day = '2027-02-01'");
        update("UPDATE analytics.computed_days SET ranking_digest = 30, cohort_digest = 40 WHERE day = '2027-02-02'");
    }

    private JsonNode ranking(String from, String more) {
        return item("agents/ranking?from=" + from + "&to=2027-02-02" + more);
    }

    private JsonNode cohort(String more) {
        return item("cohorts?from=2027-02-02&to=2027-02-02&" + more);
    }

    private JsonNode item(String path) {
        return server.admin()
                .get("/reports/" + path)
                .expect(200)
                .json()
                .get("items")
                .get(0);
    }

    private void update(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
