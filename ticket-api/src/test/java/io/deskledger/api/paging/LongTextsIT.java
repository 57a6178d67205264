package io.deskledger.api.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.embedded.DatabaseAccess;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of long texts end by their bytes, and together hold everything once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongTextsIT {

    private static final int LONG = 100_000;
    private static final int COMMENTS = 60;
    private static final int EDITS = 24;
    private static final int TICKETS = 30;
    /** A page, its last row and what surrounds the texts. */
    private static final int MOST = Bytes.PAGE + 4 * LONG;

    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiServer api;
    private Person customer;
    private long id;
    private String path;

    @BeforeAll
    void start() {
        DatabaseAccess database = ApiServer.newDesk();
        AuditDatabase audit = new AuditDatabase(database);
        api = ApiServer.start(database, Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false));
        audit.migrate();
        customer = api.newPerson("customer");
        id = customer.client().post("/tickets", Desk.ticket()).expect(201).id();
        path = "/tickets/" + id;
        for (int i = 0; i < EDITS; i++) {
            String text = Character.toString('a' + i).repeat(LONG);
            api.agent().client().patch(path, Map.of("description", text)).expect(200);
        }
        api.execute("""
                INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
                SELECT %1$d, %2$d, n || repeat('x', %3$d), n %% 10 = 0, now(), now()
                  FROM generate_series(1, %4$d) AS n
                """.formatted(id, customer.id(), LONG, COMMENTS));
        for (int i = 1; i < TICKETS; i++) {
            long other = customer.client()
                    .post("/tickets", Desk.ticketWith("description", "y".repeat(LONG)))
                    .expect(201)
                    .id();
            api.execute("""
                    INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
                    SELECT %d, %d, n || repeat('x', %d), false, now(), now() FROM generate_series(1, 5) AS n
                    """.formatted(other, customer.id(), LONG));
        }
        audit.consumeOutbox();
        audit.execute("INSERT INTO audit.chain_heads (chain, seq) SELECT 0, max(seq) FROM audit.audit_logs");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void comments() {
        List<Long> all = ids("SELECT c.id::text FROM comments c WHERE ticket_id = %d ORDER BY c.id");
        List<Long> shown =
                ids("SELECT c.id::text FROM comments c WHERE ticket_id = %d AND NOT is_internal ORDER BY c.id");
        assertThat(walk(api.admin(), path + "/comments?limit=200", 3, LongTextsIT::id))
                .isEqualTo(all);
        assertThat(walk(customer.client(), path + "/comments?limit=200", 3, LongTextsIT::id))
                .isEqualTo(shown);
        assertThat(walk(api.admin(), path + "/comments?limit=7", 9, LongTextsIT::id))
                .isEqualTo(all);
    }

    @Test
    void theTrailOfATicket() {
        Function<JsonNode, Long> version = entry -> entry.get("version").longValue();
        List<Long> up = walk(customer.client(), path + "/audit?limit=200", 2, version);
        assertThat(up).hasSize(EDITS + 1).isSorted().doesNotHaveDuplicates();
        assertThat(walk(api.admin(), path + "/audit?limit=200&order=desc", 2, version))
                .isEqualTo(up.reversed());
    }

    @Test
    void theTimeline() {
        Function<JsonNode, String> key = item ->
                item.has("comment") ? "comment " + item.at("/comment/id") : "change " + item.at("/change/version");
        List<String> up = walk(api.admin(), path + "/timeline?limit=200", 4, key);
        assertThat(up).hasSize(EDITS + 1 + COMMENTS).doesNotHaveDuplicates();
        assertThat(walk(api.admin(), path + "/timeline?limit=200&order=desc", 4, key))
                .isEqualTo(up.reversed());
        assertThat(walk(customer.client(), path + "/timeline?limit=200", 4, key))
                .hasSize(EDITS + 1 + COMMENTS - COMMENTS / 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=created_at", "sort=priority&order=asc", "q=printer", "q=printer&sort=relevance"})
    void ticketsOfAList(String query) {
        assertThat(walk(customer.client(), "/tickets?limit=200&" + query, 2, LongTextsIT::id))
                .hasSize(TICKETS)
                .doesNotHaveDuplicates();
    }

    @Test
    void ticketsWithTheirLatestComments() {
        List<List<Long>> comments = new ArrayList<>();
        List<Long> tickets = walk(customer.client(), "/tickets?limit=200&include=comments", 3, ticket -> {
            comments.add(
                    ticket.get("comments").valueStream().map(LongTextsIT::id).toList());
            return id(ticket);
        });
        assertThat(tickets).hasSize(TICKETS).doesNotHaveDuplicates();
        assertThat(comments).allSatisfy(shown -> assertThat(shown).hasSize(2).isSorted());
        List<Long> own =
                ids("SELECT c.id::text FROM comments c WHERE ticket_id = %d AND NOT is_internal ORDER BY c.id");
        assertThat(comments.get(tickets.indexOf(id))).isEqualTo(own.subList(own.size() - 2, own.size()));
    }

    @Test
    void theLog() {
        Function<JsonNode, String> event = entry -> entry.get("event_id").textValue();
        List<String> down = walk(api.admin(), "/audit?limit=200&entity=tickets", 4, event);
        assertThat(down).hasSize(EDITS + TICKETS).doesNotHaveDuplicates();
        assertThat(walk(api.admin(), "/audit?limit=200&entity=tickets&order=asc", 4, event))
                .isEqualTo(down.reversed());
        String lines = api.admin()
                .send("GET", "/audit?entity=tickets", null, "Accept", "application/x-ndjson")
                .expect(200)
                .response()
                .body();
        assertThat(lines.lines().map(line -> event.apply(json(line)))).isEqualTo(down);
    }

    @Test
    void theFeed() {
        List<String> events = new ArrayList<>();
        String cursor = "";
        JsonNode page;
        do {
            String body = api.admin()
                    .get("/events?limit=500" + cursor)
                    .expect(200)
                    .response()
                    .body();
            assertThat(body).hasSizeLessThan(MOST / 2);
            page = json(body);
            page.get("items").forEach(event -> events.add(event.get("id").textValue()));
            cursor = "&after=" + page.get("next_cursor").textValue();
        } while (page.get("has_more").booleanValue());
        assertThat(events).hasSizeGreaterThan(EDITS + TICKETS).doesNotHaveDuplicates();
    }

    @Test
    void anExportGetsPastATicketWithManyComments() {
        String file = api.admin()
                .send("GET", "/exports/tickets", null, "Accept", "application/x-ndjson")
                .expect(200)
                .response()
                .body();
        List<JsonNode> lines = file.lines().map(LongTextsIT::json).toList();
        assertThat(lines).hasSize(TICKETS);
        JsonNode large = lines.getFirst();
        assertThat(large.get("history")
                        .valueStream()
                        .map(entry -> entry.at("/comment/content").textValue()))
                .containsExactlyElementsOf(
                        api.texts("SELECT content FROM comments WHERE ticket_id = %d ORDER BY id".formatted(id)));
        assertThat(large.get("history")
                        .valueStream()
                        .map(entry -> entry.get("comment").properties().size()))
                .containsOnly(2);
        assertThat(lines.subList(1, TICKETS))
                .allSatisfy(line -> assertThat(line.get("history")).hasSize(5));
    }

    @Test
    @SuppressWarnings("unchecked")
    void bulkChangesHoldAPartAtATime() {
        List<Long> all = api.texts("SELECT t.id::text FROM tickets t ORDER BY t.id").stream()
                .map(Long::valueOf)
                .toList();
        TransactionOperations<Connection> transactions =
                api.server().getApplicationContext().getBean(TransactionOperations.class);
        TicketBatchRepository batches = api.server().getApplicationContext().getBean(TicketBatchRepository.class);
        List<List<Long>> parts = transactions.executeRead(_ -> batches.parts(all, 500));
        assertThat(parts)
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part).hasSizeLessThan(25));
        assertThat(parts.stream().flatMap(List::stream)).isEqualTo(all);
        List<List<Long>> pairs = transactions.executeRead(_ -> batches.parts(all, 2));
        assertThat(pairs).hasSize(TICKETS / 2);

        JsonNode merged = api.agent()
                .client()
                .post(
                        "/tickets/bulk",
                        Map.of("action", "merge_custom_fields", "ticket_ids", all, "custom_fields", Map.of("k", 1)))
                .expect(200)
                .json();
        assertThat(merged.get("changed").intValue()).isEqualTo(TICKETS);
    }

    private List<Long> ids(String sql) {
        return api.texts(sql.formatted(id)).stream().map(Long::valueOf).toList();
    }

    private static Long id(JsonNode row) {
        return row.get("id").longValue();
    }

    /** All rows of all pages, none of which is too large; there are at least so many. */
    private static <T> List<T> walk(ApiClient client, String path, int leastPages, Function<JsonNode, T> key) {
        List<T> found = new ArrayList<>();
        int pages = 0;
        String cursor = "";
        do {
            String body = client.get(path + cursor).expect(200).response().body();
            assertThat(body.length()).as(path).isLessThan(MOST);
            JsonNode page = json(body);
            page.get("items").forEach(row -> found.add(key.apply(row)));
            JsonNode next = page.get("next_cursor");
            cursor = next.isNull() ? "" : "&cursor=" + next.textValue();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).as(path).isGreaterThanOrEqualTo(leastPages);
        return found;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text.substring(0, Math.min(200, text.length())), e);
        }
    }
}
