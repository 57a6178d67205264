package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.http.SealedKeys;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports with a row for each agent, tag, category or promise, page by page: the pages are the whole, in its order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPagesIT {

    private static final Pattern NEXT = Pattern.compile("</api/v1(/reports/[^>]+)>; rel=\"next\"");

    private final DatabaseAccess database = ApiServer.newDesk();
    private ApiServer server;

    /** Some figures are equal and some names hold what cursors and addresses are parted by. */
    @BeforeAll
    void start() throws Exception {
        server = ApiServer.start(database, Map.of());
        Schemas.migrateIfAbsent(database, "analytics", "../analytics-worker/src/main/resources/db/migration/analytics");
        update("UPDATE analytics.progress SET zone = 'UTC', as_of = '2027-03-01T00:00:00Z'");
        for (int n = 0; n < 5; n++) {
            update("INSERT INTO analytics.daily_agent_facts VALUES ('2027-02-02', "
                    + server.newPerson("agent").id() + ", " + (7 + n / 2) + ", 1, 1, 0, 3600000000, 0, 0, 0)");
        }
        update("""
                INSERT INTO analytics.daily_ticket_facts (day, priority, category, created, urgent_created, resolved,
                       closed, reopened, first_responses, resolution_micros, first_response_micros, now_open,
                       now_in_progress, now_waiting_on_customer, now_resolved, now_closed, now_unassigned,
                       cohort_micros, resolved_in_1d, resolved_in_3d, resolved_in_7d, resolved_in_14d,
                       resolved_in_30d, resolved_in_90d)
                SELECT '2027-02-02', priority, category, n,0,2,0,0,0,14400000000,0,0,0,0,0,0,0,0,0,0,0,0,0,0
                  FROM (VALUES ('low', 'a|b', 4), ('high', '', 4), ('urgent', '&cursor=x', 4), ('medium', 'ü 😀', 7),
                               ('low', '%7C', 1)) f (priority, category, n)
                """);
        update(SplitFacts.SPLIT_UP);
        update("INSERT INTO analytics.duration_buckets VALUES"
                + " ('2027-02-02', 'resolution', 'category', '%7C', 2, 14400000000, '{1100}', '{2}')");
        update("INSERT INTO analytics.daily_totals (day, created, urgent_created, resolved, closed, reopened)"
                + " SELECT date '2027-02-02' + 7 * n, 20, 0, 0, 0, 0 FROM generate_series(0, 4) n");
        update("INSERT INTO support.tags (id, name, created_at) SELECT 9000 + n, 'page-' || n, now()"
                + " FROM generate_series(1, 5) n");
        update("INSERT INTO analytics.daily_tag_facts"
                + " SELECT '2027-02-02', 9000 + n, 3 + n % 2, 0, 0 FROM generate_series(1, 5) n");
        update(SplitFacts.SUM_UP);
        update("INSERT INTO analytics.daily_sla_totals"
                + " SELECT '2027-02-02', 'resolution', 1, 3600 * n, p, 1, 0, 0"
                + " FROM generate_series(1, 3) n, unnest(ARRAY['low', 'urgent']) p");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/reports/agents/performance?from=2027-02-01&to=2027-02-27, 5",
        "/reports/cohorts?by=category&from=2027-02-01&to=2027-02-27, 5",
        "/reports/cohorts?by=priority&from=2027-02-01&to=2027-02-27, 4",
        "/reports/cohorts?by=tag&from=2027-02-01&to=2027-02-27, 5",
        "/reports/cohorts?from=2027-02-01&to=2027-03-28, 5",
        "/reports/categories?from=2027-02-01&to=2027-02-27, 5",
        "/reports/sla?from=2027-02-01&to=2027-02-27, 6"
    })
    void pagesAreTheWholeInItsOrder(String path, int rows) {
        JsonNode whole = json(path);
        assertThat(whole.get("items")).hasSize(rows);
        assertThat(whole.get("next_cursor").isNull()).isTrue();
        for (int limit : new int[] {1, 2, rows - 1, rows}) {
            List<JsonNode> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = json(path + "&limit=" + limit + cursor);
                assertThat(page.get("items")).hasSize(Math.min(limit, rows - seen.size()));
                page.get("items").forEach(seen::add);
                cursor = page.get("next_cursor").isNull()
                        ? ""
                        : "&cursor=" + page.get("next_cursor").asText();
            } while (!cursor.isEmpty() && seen.size() < rows);
            assertThat(cursor).isEmpty();
            assertThat(seen).containsExactlyElementsOf(whole.get("items"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports/agents/performance?from=2027-02-01&to=2027-02-27",
                "/reports/cohorts?to=2027-02-27&by=category&from=2027-02-01",
                "/reports/sla?target=resolution&from=2027-02-01&to=2027-02-27"
            })
    void csvIsLedFromPageToPageByAHeader(String path) {
        List<String> whole = csv(path + "&limit=100").response().body().lines().toList();
        List<String> seen = new ArrayList<>(List.of(whole.getFirst()));
        String next = path + "&limit=2";
        while (!next.isEmpty()) {
            Answer page = csv(next);
            List<String> lines = page.response().body().lines().toList();
            assertThat(lines).hasSizeBetween(2, 3);
            seen.addAll(lines.subList(1, lines.size()));
            Matcher link =
                    NEXT.matcher(page.response().headers().firstValue("Link").orElse(""));
            next = link.matches() ? link.group(1) : "";
        }
        assertThat(seen).isEqualTo(whole);
    }

    /** A page's rows say what they say in the whole, although the other rows are not on it. */
    @Test
    void sharesAreOfAllCategories() {
        JsonNode last = json("/reports/categories?from=2027-02-01&to=2027-02-27")
                .get("items")
                .get(4);

        assertThat(last.get("category").asText()).isEqualTo("%7C");
        assertThat(last.get("share").asText()).isEqualTo("5.0");
        assertThat(last.get("avg_resolution_hours").asText()).isEqualTo("2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "/reports/agents/performance?limit=1001, limit",
        "/reports/agents/performance?limit=0, limit",
        "/reports/agents/performance?cursor=abc, cursor",
        "/reports/cohorts?limit=1001, limit",
        "/reports/categories?limit=201, limit",
        "/reports/sla?limit=1001, limit",
        "/reports/sla?cursor=, cursor"
    })
    void whatIsWrongIsNamed(String path, String field) {
        assertThat(server.admin().get(path).expectProblem(400).blamed()).containsExactly(field);
    }

    @Test
    void aCursorIsGoodForItsOwnReport() {
        String cursor = json("/reports/cohorts?by=tag&limit=1&from=2027-02-01&to=2027-02-27")
                .get("next_cursor")
                .asText();

        for (String other :
                List.of("cohorts?by=category", "categories?limit=1", "agents/performance?limit=1", "sla?limit=1")) {
            assertThat(server.admin()
                            .get("/reports/" + other + "&cursor=" + cursor)
                            .expectProblem(400)
                            .blamed())
                    .containsExactly("cursor");
        }
    }

    @Test
    void aCursorThatSomebodyMadeUpIsRefused() {
        String name = Base64.getUrlEncoder().encodeToString("a\0b".getBytes(StandardCharsets.UTF_8));
        for (String key : List.of(name, "*", "")) {
            String cursor = SealedKeys.seal("cohorts-tag", key.isEmpty() ? List.of("1") : List.of("1", key, "0"));
            assertThat(server.admin()
                            .get("/reports/cohorts?by=tag&cursor=" + cursor)
                            .expectProblem(400)
                            .blamed())
                    .containsExactly("cursor");
        }
    }

    private JsonNode json(String path) {
        return server.admin().get(path).expect(200).json();
    }

    private Answer csv(String path) {
        return server.admin().send("GET", path, null, "Accept", "text/csv").expect(200);
    }

    private void update(String sql) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
