package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit log over HTTP, on the schema of the audit consumer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditLogIT {

    private static final int ROWS = 3_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'audit.audit_logs'::regclass";

    private AuditDatabase audit;
    private ApiServer server;
    private ApiServer.Person agent;

    @BeforeAll
    void start() {
        audit = new AuditDatabase(ApiServer.newDesk());
        server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false));
        server.admin().get("/audit").expectProblem(503);
        audit.migrate();
        audit.fill(ROWS, 100);
        agent = server.newPerson("agent");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void pagesHoldEachEntryOnceInBothOrders() {
        List<String> down = walk(server.admin(), "/audit?limit=200&entity=tickets&action=UPDATE");
        List<String> up = walk(server.admin(), "/audit?limit=170&order=asc&entity=tickets&action=UPDATE");

        assertThat(down).hasSize(ROWS - ROWS / 1000).doesNotHaveDuplicates();
        assertThat(up).isEqualTo(down.reversed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entity=tickets&entity_id=5                                                        | 30",
                "entity=users                                                                      | 3",
                "entity=users&entity_id=7                                                          | 3",
                "actor_id=9                                                                        | 60",
                "actor_id=9&entity=tickets&entity_id=9                                             | 30",
                "action=SIGN_IN                                                                    | 3",
                "from=2026-03-01T12:00:01Z&to=2026-03-01T12:00:01.100Z                             | 100",
                "entity=tickets&entity_id=5&from=2026-03-01T12:00:01Z&to=2026-03-01T12:00:01.100Z  | 1",
                "entity=audit                                                                      | 0",
            })
    void filtersAreMetTogether(String filter, int found) {
        assertThat(server.admin()
                        .get("/audit?limit=200&" + filter)
                        .expect(200)
                        .json()
                        .get("items"))
                .hasSize(found);
    }

    @Test
    void agentsReadEntriesOfTicketsWithoutAddresses() {
        JsonNode admins = server.admin()
                .get("/audit?limit=1&order=asc")
                .expect(200)
                .json()
                .at("/items/0");
        JsonNode agents = agent.client()
                .get("/audit?limit=1&order=asc")
                .expect(200)
                .json()
                .at("/items/0");

        assertThat(admins.get("ip").textValue()).isEqualTo("192.0.2.7");
        assertThat(admins.at("/changes/title/to").textValue()).isEqualTo("Title 1");
        assertThat(agents.get("event_id")).isEqualTo(admins.get("event_id"));
        assertThat(agents.get("ip").isNull()).isTrue();
        assertThat(agents.get("user_agent").isNull()).isTrue();
        assertThat(agent.client()
                        .get("/audit?action=SIGN_IN")
                        .expect(200)
                        .json()
                        .get("items"))
                .isEmpty();
        agent.client().get("/audit?entity=users").expectProblem(403);
        export(agent.client(), "text/csv", "entity=users").expectProblem(403);
        assertThat(export(agent.client(), "text/csv", "").response().body()).doesNotContain("192.0.2.7", "SIGN_IN");
        server.customer().client().get("/audit").expectProblem(403);
        server.anonymous().get("/audit").expectProblem(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity=printers",
                "entity_id=5",
                "entity=tickets&entity_id=0",
                "action=update",
                "actor_id=x",
                "from=yesterday",
                "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
                "order=up",
                "limit=201",
                "cursor=abc",
                "colour=red",
                "entity=a%00b",
            })
    void badParametersAreNamed(String query) {
        assertThat(server.admin().get("/audit?" + query).expectProblem(400).blamed())
                .isNotEmpty();
    }

    @Test
    void aCursorIsGoodForItsOrderOnly() {
        String cursor = server.admin().get("/audit?limit=1").expect(200).text("next_cursor");

        server.admin().get("/audit?limit=1&order=asc&cursor=" + cursor).expectProblem(400);
    }

    @Test
    void exportsHoldEveryEntry() throws Exception {
        Answer csv =
                export(server.admin(), "text/csv", "order=asc&entity=tickets").expect(200);
        Answer lines =
                export(server.admin(), "application/x-ndjson", "entity=tickets").expect(200);

        List<String> rows = csv.response().body().lines().toList();
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(rows).hasSize(ROWS - ROWS / 1000 + 1);
        assertThat(rows.getFirst()).startsWith("event_id,chain,seq,entity,").endsWith("user_agent,changes");
        assertThat(rows.get(1)).contains(",192.0.2.7,'=cmd(),\"{\"\"title\"\":");
        List<String> objects = lines.response().body().lines().toList();
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(objects).hasSize(ROWS - ROWS / 1000);
        assertThat(JSON.readTree(objects.getLast()).get("request_id").textValue())
                .isEqualTo("req-1");
        export(server.admin(), "text/csv", "limit=5").expectProblem(400);
        export(server.admin(), "text/csv", "entity=printers").expectProblem(400);
    }

    @Test
    void everyReadLeavesOneEvent() {
        ApiServer.Person reader = server.newPerson("agent");
        String cursor = reader.client().get("/audit?limit=1&actor_id=9").text("next_cursor");
        reader.client().get("/audit?limit=1&actor_id=9&cursor=" + cursor).expect(200);
        export(reader.client(), "text/csv", "action=UPDATE").expect(200);
        reader.client().get("/audit?limit=x").expectProblem(400);

        List<JsonNode> events = server.eventsBySubject("audit/" + reader.id());
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L);
        assertThat(events.getFirst().get("action").textValue()).isEqualTo("READ");
        assertThat(events.getFirst().at("/changes/actor_id/to").textValue()).isEqualTo("9");
        assertThat(events.getFirst().at("/changes/entity/to").textValue()).isEqualTo("tickets");
        assertThat(events.get(1).at("/changes/page/to").textValue()).isEqualTo("next");
        assertThat(events.get(2).at("/changes/format/to").textValue()).isEqualTo("csv");
        assertThat(server.count("SELECT count(*) FROM support.outbox WHERE message_key = 'audit-" + reader.id() + "'"))
                .isEqualTo(3);
    }

    /** A read that is told locks its reader's row; one that is still searching must not keep the others waiting. */
    @Test
    void aReadIsToldOnlyOnceItHasFound() throws Exception {
        ApiServer.Person reader = server.newPerson("agent");
        reader.client().get("/audit?limit=1").expect(200);
        CompletableFuture<Answer> slow;
        try (Connection holder = server.owner();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE audit.audit_logs IN ACCESS EXCLUSIVE MODE");
            slow = CompletableFuture.supplyAsync(() -> reader.client().get("/audit?limit=1"));
            await().atMost(Duration.ofSeconds(20)).until(() -> server.count(WAITING) > 0);
            assertThat(server.texts(
                            "SELECT reads FROM audit_readers WHERE user_id = " + reader.id() + " FOR UPDATE NOWAIT"))
                    .containsExactly("1");
            holder.rollback();
        }
        slow.get(20, TimeUnit.SECONDS).expect(200);
        assertThat(server.eventsBySubject("audit/" + reader.id())).hasSize(2);
    }

    @Test
    void readingATicketsTrailLeavesOneEventAnHourForEachReader() {
        ApiServer.Person customer = server.newPerson("customer");
        ApiServer.Person reader = server.newPerson("agent");
        List<Long> tickets = List.of(
                customer.client().post("/tickets", Desk.ticket()).id(),
                customer.client().post("/tickets", Desk.ticket()).id());
        for (int i = 0; i < 3; i++) {
            for (long ticket : tickets) {
                reader.client().get("/tickets/" + ticket + "/audit?limit=1").expect(200);
            }
            customer.client().get("/tickets/" + tickets.getFirst() + "/audit").expect(200);
        }
        reader.client().get("/tickets/987654321/audit").expectProblem(404);
        reader.client().get("/tickets/" + tickets.getFirst() + "/audit?limit=x").expectProblem(400);

        List<JsonNode> events = server.eventsBySubject("audit/" + reader.id());
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L);
        assertThat(events).extracting(event -> event.get("action").textValue()).containsOnly("READ");
        assertThat(events)
                .extracting(event -> event.at("/changes/entity/to").textValue() + "/"
                        + event.at("/changes/entity_id/to").textValue())
                .containsExactly("tickets/" + tickets.get(0), "tickets/" + tickets.get(1));
        assertThat(server.eventsBySubject("audit/" + customer.id())).hasSize(1);
    }

    private Answer export(ApiClient client, String type, String query) {
        return client.send("GET", "/audit?" + query, null, "Accept", type);
    }

    private static List<String> walk(ApiClient client, String path) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = client.get(path + cursor).expect(200).json();
            page.get("items").forEach(item -> ids.add(item.get("event_id").textValue()));
            if (page.get("next_cursor").isNull()) {
                return ids;
            }
            cursor = "&cursor=" + page.get("next_cursor").textValue();
        }
    }
}
