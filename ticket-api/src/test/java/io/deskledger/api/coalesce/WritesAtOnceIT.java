package io.deskledger.api.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Writes that share transactions: each is done once and by its own rules, or refused; nobody fails for another's sake.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritesAtOnceIT {

    private static final int AT_ONCE = 32;

    private ApiServer api;
    private Person agent;
    private Person customer;
    private Person other;

    @BeforeAll
    void start() {
        api = ApiServer.start(
                ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep.enabled", false));
        agent = api.agent();
        customer = api.newPerson("customer");
        other = api.newPerson("customer");
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void everyCommentIsWrittenOnceWithItsEventOrRefusedByItsOwnRules() throws Exception {
        List<Long> open = tickets(customer, 5);
        long closed = tickets(customer, 1).getFirst();
        for (String status : List.of("in_progress", "resolved", "closed")) {
            agent.client().patch("/tickets/" + closed, Map.of("status", status)).expect(200);
        }
        long deleted = tickets(customer, 1).getFirst();
        api.admin().send("DELETE", "/tickets/" + deleted, null).expect(204);
        Map<Long, Integer> expected = Collections.synchronizedMap(new HashMap<>());
        Map<String, String> requestOfText = Collections.synchronizedMap(new HashMap<>());
        List<Callable<Void>> requests = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            for (Person author : List.of(agent, customer, other)) {
                for (long id :
                        Stream.concat(open.stream(), Stream.of(closed, deleted)).toList()) {
                    String text = "Comment %d of %d on %d".formatted(i, author.id(), id);
                    int status = author.equals(other) || id == deleted
                            ? 404
                            : id == closed && author.equals(customer) ? 409 : 201;
                    requests.add(() -> {
                        Answer answer = comment(author, id, text);
                        if (status == 201) {
                            assertThat(answer.expect(201).text("content")).isEqualTo(text);
                            assertThat(answer.json().get("ticket_id").longValue())
                                    .isEqualTo(id);
                            assertThat(answer.json().get("author_id").longValue())
                                    .isEqualTo(author.id());
                            expected.merge(id, 1, Integer::sum);
                            requestOfText.put(text, answer.header("X-Request-Id"));
                        } else {
                            answer.expectProblem(status);
                        }
                        return null;
                    });
                }
            }
        }
        Collections.shuffle(requests, new Random(7));

        atOnce(requests);

        assertThat(api.count("SELECT count(*) FROM support.comments WHERE ticket_id = " + deleted))
                .isZero();
        assertThat(expected).hasSize(6);
        expected.forEach((id, number) -> {
            List<JsonNode> events = api.events(id);
            long first = id == closed ? 5 : 2;
            assertThat(events.stream()
                            .skip(first - 1)
                            .map(event -> event.get("version").longValue()))
                    .containsExactlyElementsOf(
                            LongStream.range(first, first + number).boxed().toList());
            events.stream().skip(first - 1).forEach(event -> {
                String text = event.at("/changes/comment/to/content").asText();
                assertThat(event.at("/request/id").asText()).isEqualTo(requestOfText.remove(text));
            });
            assertThat(api.count("SELECT count(*) FROM support.comments WHERE ticket_id = " + id))
                    .isEqualTo(number.longValue());
            JsonNode ticket = agent.client().get("/tickets/" + id).json();
            assertThat(ticket.get("version").longValue()).isEqualTo(first - 1 + number);
            assertThat(ticket.get("first_responder_id").longValue()).isEqualTo(agent.id());
            assertThat(ticket.at("/sla/first_response/state").asText()).isEqualTo("met");
            // The shared transaction does not read what people wrote, and leaves it as it is.
            assertThat(ticket.get("title").asText()).isEqualTo(Desk.ticket().get("title"));
            assertThat(ticket.get("description").asText())
                    .isEqualTo(Desk.ticket().get("description"));
            assertThat(ticket.at("/custom_fields/floor").asText()).isEqualTo("2");
        });
        assertThat(requestOfText).isEmpty();
    }

    @Test
    void everyTicketIsMadeOnceWithItsEvent() throws Exception {
        long before = api.count("SELECT count(*) FROM support.tickets");
        Map<Long, String> made = Collections.synchronizedMap(new HashMap<>());
        List<Callable<Void>> requests = new ArrayList<>();
        for (int i = 0; i < 10 * AT_ONCE; i++) {
            Person author = i % 3 == 0 ? agent : i % 3 == 1 ? customer : other;
            Map<String, Object> body = Desk.ticketWith("title", i % 20 == 0 ? "Twice the same" : "Title " + i);
            requests.add(() -> {
                Answer answer = author.client().post("/tickets", body).expect(201);
                assertThat(answer.text("title")).isEqualTo(body.get("title"));
                assertThat(answer.json().get("creator_id").longValue()).isEqualTo(author.id());
                assertThat(made.put(answer.id(), answer.text("title"))).isNull();
                assertThat(author.client()
                                .get("/tickets/" + answer.id())
                                .expect(200)
                                .text("title"))
                        .isEqualTo(body.get("title"));
                assertThat(requests(answer.id())).containsExactly(answer.header("X-Request-Id"));
                return null;
            });
        }

        atOnce(requests);

        assertThat(made).hasSize(10 * AT_ONCE);
        assertThat(api.count("SELECT count(*) FROM support.tickets") - before).isEqualTo(10 * AT_ONCE);
        assertThat(api.count("SELECT count(*) FROM support.tickets t"
                        + " WHERE NOT EXISTS (SELECT FROM support.ticket_search s WHERE s.ticket_id = t.id)"))
                .isZero();
    }

    @Test
    void everyChangeOfStatusIsMadeOnceWithItsEventOrRefusedByItsOwnRules() throws Exception {
        List<Long> open = tickets(customer, 24);
        long deleted = tickets(customer, 1).getFirst();
        api.admin().send("DELETE", "/tickets/" + deleted, null).expect(204);
        int refusal =
                move(customer, open.getFirst(), "waiting_on_customer", "*").status();
        assertThat(refusal).isBetween(400, 499).isNotEqualTo(404);
        Map<Long, String> requestOf = Collections.synchronizedMap(new HashMap<>());
        List<Callable<Void>> requests = new ArrayList<>();
        for (long id : open) {
            for (int i = 0; i < 4; i++) {
                requests.add(() -> {
                    Answer answer = move(agent, id, "in_progress", "\"1\"");
                    if (answer.status() == 200) {
                        assertThat(requestOf.put(id, answer.header("X-Request-Id")))
                                .isNull();
                        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
                    } else {
                        answer.expectProblem(412);
                    }
                    return null;
                });
            }
            requests.add(() -> {
                move(other, id, "in_progress", "*").expectProblem(404);
                move(customer, id, "waiting_on_customer", "*").expectProblem(409);
                move(agent, id, "in_progress", "one").expectProblem(400);
                move(agent, deleted, "in_progress", "*").expectProblem(404);
                return null;
            });
        }
        Collections.shuffle(requests, new Random(7));
        atOnce(requests);

        assertThat(requestOf.keySet()).containsExactlyInAnyOrderElementsOf(open);
        for (long id : open) {
            assertThat(requests(id)).hasSize(2).last().isEqualTo(requestOf.get(id));
            assertThat(api.events(id).getLast().at("/changes/status/to").asText())
                    .isEqualTo("in_progress");
            assertThat(api.count("SELECT count(*) FROM support.status_changes WHERE version = 2 AND ticket_id = " + id))
                    .isEqualTo(1);
        }

        atOnce(IntStream.range(0, 3 * open.size())
                .<Callable<Void>>mapToObj(i -> () -> {
                    long id = open.get(i % open.size());
                    JsonNode moved =
                            move(agent, id, "resolved", "*").expect(200).json();
                    assertThat(moved.get("version").longValue()).isEqualTo(3);
                    assertThat(moved.at("/sla/resolution/state").asText()).isEqualTo("met");
                    assertThat(moved.get("title").asText())
                            .isEqualTo(Desk.ticket().get("title"));
                    assertThat(moved.get("description").asText())
                            .isEqualTo(Desk.ticket().get("description"));
                    assertThat(moved.at("/custom_fields/floor").asText()).isEqualTo("2");
                    return null;
                })
                .toList());
        assertThat(api.count("SELECT count(*) - count(DISTINCT xmin::text) FROM support.status_changes"
                        + " WHERE version IN (2, 3) AND ticket_id = ANY ('{%s}')".formatted(text(open))))
                .as("changes that share a transaction with another")
                .isPositive();

        atOnce(open.stream()
                .<Callable<Void>>map(id -> () -> {
                    JsonNode closed =
                            move(customer, id, "closed", "*").expect(200).json();
                    assertThat(closed.get("closed_at").isTextual()).isTrue();
                    assertThat(closed.get("resolved_at").isTextual()).isTrue();
                    return null;
                })
                .toList());
        atOnce(open.stream()
                .<Callable<Void>>map(id -> () -> {
                    JsonNode reopened = move(agent, id, "open", "*").expect(200).json();
                    assertThat(reopened.get("reopen_count").intValue()).isEqualTo(1);
                    assertThat(reopened.get("closed_at").isNull()).isTrue();
                    assertThat(reopened.get("resolved_at").isNull()).isTrue();
                    assertThat(reopened.at("/sla/resolution/state").asText()).isEqualTo("running");
                    return null;
                })
                .toList());
        for (long id : open) {
            assertThat(api.events(id).stream().map(event -> event.get("version").longValue()))
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
        }
        assertThat(api.events(deleted)).hasSize(2);
    }

    @Test
    void nobodyWaitsForATicketThatIsNotTheirs() throws Exception {
        long locked = tickets(customer, 1).getFirst();
        List<Long> free = tickets(customer, 4);
        try (Connection somebody = api.owner();
                Statement statement = somebody.createStatement();
                ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            somebody.setAutoCommit(false);
            statement.execute("SELECT FROM support.tickets WHERE id = " + locked + " FOR NO KEY UPDATE");
            List<Future<Answer>> waiting = IntStream.range(0, 8)
                    .mapToObj(i -> people.submit(() -> comment(agent, locked, "Waits " + i)))
                    .toList();
            await().until(() -> api.count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);

            atOnce(IntStream.range(0, 2 * AT_ONCE)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        comment(customer, free.get(i % free.size()), "Goes on " + i)
                                .expect(201);
                        return null;
                    })
                    .toList());
            assertThat(waiting).noneMatch(Future::isDone);

            somebody.rollback();
            for (Future<Answer> answer : waiting) {
                answer.get().expect(201);
            }
        }
    }

    @Test
    void whereOneFailsTheOthersOfItsTransactionAreDone() throws Exception {
        List<Long> tickets = tickets(customer, 16);
        api.execute("""
                CREATE FUNCTION support.refuse_poison() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF NEW.content LIKE ''Poison%'' THEN RAISE EXCEPTION ''poison''; END IF; RETURN NEW; END'""");
        api.execute("CREATE TRIGGER poison BEFORE INSERT ON support.comments"
                + " FOR EACH ROW EXECUTE FUNCTION support.refuse_poison()");
        try {
            atOnce(IntStream.range(0, 8 * AT_ONCE)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        boolean poison = i % 16 == 5;
                        comment(agent, tickets.get(i % tickets.size()), (poison ? "Poison " : "Fine ") + i)
                                .expect(poison ? 500 : 201);
                        return null;
                    })
                    .toList());
        } finally {
            api.execute("DROP TRIGGER poison ON support.comments");
        }
        for (int i = 0; i < tickets.size(); i++) {
            int written = i == 5 ? 0 : 8 * AT_ONCE / 16;
            assertThat(api.count("SELECT count(*) FROM support.comments WHERE ticket_id = " + tickets.get(i)))
                    .isEqualTo(written);
            assertThat(api.events(tickets.get(i))).hasSize(1 + written);
        }
    }

    /** One key is one comment, also amid others. */
    @Test
    void aKeyedCommentIsWrittenOnce() throws Exception {
        List<Long> tickets = tickets(customer, 4);
        atOnce(IntStream.range(0, 4 * AT_ONCE)
                .<Callable<Void>>mapToObj(i -> () -> {
                    long id = tickets.get(i % 4);
                    String body = "{\"content\": \"Said with a key\"}";
                    if (i % 8 < 4) {
                        comment(agent, id, "Said without").expect(201);
                    } else {
                        assertThat(agent.client()
                                        .send(
                                                "POST",
                                                "/tickets/" + id + "/comments",
                                                body,
                                                "Idempotency-Key",
                                                "key-" + id)
                                        .status())
                                .isIn(201, 409);
                    }
                    return null;
                })
                .toList());
        for (long id : tickets) {
            assertThat(api.count(
                            "SELECT count(*) FROM support.comments WHERE content = 'Said with a key' AND ticket_id = "
                                    + id))
                    .isEqualTo(1);
            assertThat(api.count("SELECT count(*) FROM support.comments WHERE content = 'Said without' AND ticket_id = "
                            + id))
                    .isEqualTo(AT_ONCE / 2);
        }
    }

    /** Which requests the ticket's events name, oldest first. */
    private List<String> requests(long ticketId) {
        return api.texts("SELECT request_id FROM support.outbox WHERE ticket_id = " + ticketId + " ORDER BY id");
    }

    private static Answer comment(Person author, long id, String text) {
        return author.client().post("/tickets/" + id + "/comments", Map.of("content", text));
    }

    private static String text(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Answer move(Person mover, long id, String status, String ifMatch) {
        return mover.client().send("PATCH", "/tickets/" + id, "{\"status\": \"" + status + "\"}", "If-Match", ifMatch);
    }

    private List<Long> tickets(Person of, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> agent.client()
                        .post("/tickets", ticketOf(of))
                        .expect(201)
                        .id())
                .toList();
    }

    private static Map<String, Object> ticketOf(Person customer) {
        Map<String, Object> ticket = Desk.ticketWith("requester_id", customer.id());
        ticket.put("custom_fields", Map.of("floor", "2"));
        return ticket;
    }

    private static void atOnce(List<Callable<Void>> requests) throws Exception {
        try (ExecutorService people =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Void> done : people.invokeAll(requests)) {
                done.get();
            }
        }
    }
}
