package io.deskledger.api.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.embedded.DatabaseAccess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported can be imported into an empty system, and gives the same tickets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TicketExportIT {

    private static final String NDJSON = "application/x-ndjson";

    /**
     * Whole tickets but for what belongs to this database: ids, versions, times of changes that are not kept; and the
     * move of a ticket that began in progress, which the import makes at its creation.
     */
    private static final String STATE = """
            SELECT row::text
              FROM (SELECT t.title, t.description, t.status, t.priority, t.initial_priority, t.category, t.custom_fields,
                           c.email AS creator, a.email AS assignee, f.email AS responder, r.email AS resolver,
                           t.reopen_count, t.created_at, t.first_responded_at, t.resolved_at, t.closed_at,
                           ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                                  WHERE tt.ticket_id = t.id ORDER BY 1) AS tags,
                           ARRAY(SELECT (o.content, u.email, o.is_internal, o.created_at)::text
                                   FROM comments o JOIN users u ON u.id = o.author_id
                                  WHERE o.ticket_id = t.id ORDER BY o.id) AS said,
                           ARRAY(SELECT (m.from_status, m.to_status, u.email, m.changed_at, m.reopened)::text
                                   FROM status_changes m JOIN users u ON u.id = m.actor_id
                                  WHERE m.ticket_id = t.id AND NOT m.undone AND m.changed_at > t.created_at
                                  ORDER BY m.version) AS moves
                      FROM tickets t
                      JOIN users c ON c.id = t.creator_id
                      LEFT JOIN users a ON a.id = t.assignee_id
                      LEFT JOIN users f ON f.id = t.first_responder_id
                      LEFT JOIN users r ON r.id = t.resolved_assignee_id
                     WHERE t.deleted_at IS NULL) row
             ORDER BY 1
            """;

    private ApiServer first;
    private ApiServer second;

    @BeforeAll
    void start() {
        first = start(ApiServer.newDesk());
        second = start(ApiServer.newDesk());
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void anImportedExportIsTheSameExport() {
        load(first, imported());
        live();
        String file = export(first.admin(), "").response().body();
        assertThat(file.lines()).hasSizeGreaterThan(220);
        assertThat(load(second, file).get("refused").longValue()).isZero();

        assertThat(state(second)).containsExactlyElementsOf(state(first));
        assertThat(export(second.admin(), "").response().body()).isEqualTo(file);
        assertThat(load(second, file).get("skipped").longValue())
                .isEqualTo(file.lines().count());
        assertThat(export(second.admin(), "").response().body()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deleted=only",
                "limit=5",
                "cursor=x",
                "sort=priority",
                "include=tags",
                "colour=red",
                "status=ajar"
            })
    void whatIsNoFilterIsRefused(String query) {
        assertThat(export(first.admin(), "?" + query).expectProblem(400).blamed())
                .containsOnly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void isForAdminsLeavesAnEventAndTakesTheFiltersOfTheList() throws Exception {
        Person agent = first.newPerson("agent");
        export(agent.client(), "").expectProblem(403);
        export(first.newPerson("customer").client(), "").expectProblem(403);
        export(first.anonymous(), "").expectProblem(401);
        agent.client()
                .post("/tickets", Desk.ticketWith("category", "only this"))
                .expect(201);
        long events = first.count("SELECT count(*) FROM outbox WHERE type = 'io.deskledger.audit.exported.v1'");
        Answer found = export(first.admin(), "?category=only%20this").expect(200);
        assertThat(found.header("Content-Type")).startsWith(NDJSON);
        assertThat(found.response().body().lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(found.response().body());
        assertThat(line.get("source").textValue()).isEqualTo("deskledger");
        assertThat(line.get("external_id").textValue()).startsWith("TKT-");
        assertThat(first.count("SELECT count(*) FROM outbox WHERE type = 'io.deskledger.audit.exported.v1'"))
                .isEqualTo(events + 1);
    }

    /** Tickets that live through everything that the API can do to them. */
    private void live() {
        Person agent = first.newPerson("agent");
        Person other = first.newPerson("agent");
        Person customer = first.newPerson("customer");
        Person stranger = first.newPerson("customer");
        // Answered, resolved by one, given to another, reopened by the customer, more pressing now.
        String one = path(customer.client().post("/tickets", Desk.ticketWith("tags", List.of("a", "ß", "🎫"))));
        agent.client()
                .patch(one, Map.of("assignee_id", agent.id(), "status", "in_progress"))
                .expect(200);
        comment(agent, one, "=internal \"quoted\"\nשלום 🎫", true);
        comment(agent, one, "public", false);
        agent.client().patch(one, Map.of("status", "resolved")).expect(200);
        comment(customer, one, "not at all", false);
        agent.client()
                .patch(
                        one,
                        Map.of(
                                "priority",
                                "urgent",
                                "custom_fields",
                                Map.of("n", 1.50, "deep", Map.of("x", List.of(1)))));
        agent.client().patch(one, Map.of("status", "resolved")).expect(200);
        agent.client()
                .patch(one, Map.of("status", "closed", "assignee_id", other.id()))
                .expect(200);
        // Its first response is gone, and a customer who is not the owner any more has written.
        String two = path(customer.client().post("/tickets", Desk.ticket()));
        comment(customer, two, "mine", false);
        long gone = comment(agent, two, "a slip", false);
        agent.client().send("DELETE", two + "/comments/" + gone, null).expect(204);
        agent.client()
                .post(two + "/transfer", Map.of("creator_id", stranger.id()))
                .expect(200);
        // An internal comment that was shown later is a response then.
        String three = path(agent.client().post("/tickets", Desk.ticket()));
        long shown = comment(other, three, "hidden at first", true);
        other.client()
                .patch(three + "/comments/" + shown, Map.of("is_internal", false))
                .expect(200);
        // Assigned as it came, in progress from the beginning, answered by who made it.
        String four = path(agent.client().post("/tickets", Desk.ticketWith("auto_assign", true)));
        comment(agent, four, "by its own creator", false);
        // Reopened in bulk by mistake.
        String five = path(agent.client().post("/tickets", Desk.ticket()));
        long id = Long.parseLong(five.substring("/tickets/".length()));
        bulk(agent, id, "resolved");
        String slip = bulk(agent, id, "open");
        agent.client().send("POST", "/tickets/bulk/" + slip + "/undo", null).expect(200);
        // Deleted.
        String six = path(agent.client().post("/tickets", Desk.ticketWith("title", "Deleted ticket")));
        agent.client().send("DELETE", six, null).expect(204);
    }

    private static String imported() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 220; i++) {
            file.append("""
                    {"source": "gen", "external_id": "G%1$d", "title": "Ticket %1$d", "description": "Generated for a test", \
                    "created_at": "2020-01-01T00:00:%2$02dZ", "tags": ["t%2$d"], "priority": "low", \
                    "creator": {"email": "c%2$d@example.com", "full_name": "Caller %2$d"}, \
                    "history": [\
                    {"at": "2020-01-02T00:00:00Z", "actor": {"email": "a%3$d@example.com"}, "assignee": {"email": "a%3$d@example.com"}}, \
                    {"at": "2020-01-03T00:00:00.123456Z", "actor": {"email": "a%3$d@example.com"}, "comment": {"content": "Hello"}, "status": "in_progress"}, \
                    {"at": "2020-01-03T00:00:00.123456Z", "actor": {"email": "c%2$d@example.com"}, "comment": {"content": "Thanks", "is_internal": false}}, \
                    {"at": "2020-01-04T00:00:00Z", "actor": {"email": "a%3$d@example.com"}, "status": "closed", "priority": "high"}, \
                    {"at": "2020-01-05T00:00:00Z", "actor": {"email": "c%2$d@example.com"}, "status": "open", "category": "x", "tags": ["y"]}%4$s]}
                    """.formatted(
                            i,
                            i % 50,
                            i % 5,
                            i % 3 == 0
                                    ? ", {\"at\": \"2020-01-06T00:00:00Z\", \"actor\": {\"email\": \"a9@example.com\"}, \"status\": \"resolved\", \"assignee\": {\"email\": \"a9@example.com\"}}"
                                    : ""));
        }
        return file.toString();
    }

    private static String bulk(Person agent, long id, String status) {
        return agent.client()
                .post("/tickets/bulk", Map.of("action", "set_status", "ticket_ids", List.of(id), "status", status))
                .expect(200)
                .text("bulk_id");
    }

    private static long comment(Person author, String ticket, String content, boolean internal) {
        return author.client()
                .post(ticket + "/comments", Map.of("content", content, "is_internal", internal))
                .expect(201)
                .id();
    }

    private static String path(Answer created) {
        return "/tickets/" + created.expect(201).id();
    }

    private static Answer export(ApiClient client, String query) {
        return client.send("GET", "/exports/tickets" + query, null, "Accept", NDJSON + ", application/problem+json");
    }

    private static JsonNode load(ApiServer server, String file) {
        long id = server.admin()
                .send("POST", "/imports", file, "Content-Type", NDJSON)
                .expect(202)
                .id();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.admin().get("/imports/" + id).text("status").equals("done"));
        return server.admin().get("/imports/" + id).json();
    }

    private static List<String> state(ApiServer server) {
        try (var connection = server.owner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(STATE)) {
            List<String> tickets = new ArrayList<>();
            while (row.next()) {
                tickets.add(row.getString(1));
            }
            return tickets;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static ApiServer start(DatabaseAccess database) {
        return ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
    }
}
