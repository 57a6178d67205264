package io.deskledger.api.sla;

import static io.deskledger.api.sla.SlaDesk.get;
import static io.deskledger.api.sla.SlaDesk.policy;
import static io.deskledger.api.sla.SlaDesk.target;
import static io.deskledger.api.sla.SlaDesk.ticket;
import static io.deskledger.api.sla.SlaDesk.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tickets are held to: by whom they are from, what they are tagged with, and what an admin has looked at anew. */
class SlaTermsIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static ApiServer api;
    private static ApiClient agent;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        api = ApiServer.start(
                ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false));
        agent = api.agent().client();
        admin = api.admin();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void companiesAndTagsDecide() {
        Person customer = api.newPerson("customer");
        admin.patch("/users/" + customer.id(), Map.of("profile", Map.of("company", "Acme")))
                .expect(200);
        make(with(policy("company", 77), Map.of("condition", Map.of("company", List.of("ACME")))));
        make(with(policy("tag", 66), Map.of("condition", Map.of("tag", List.of("vip")), "position", 0)));
        JsonNode own =
                customer.client().post("/tickets", Desk.ticket()).expect(201).json();
        assertThat(seconds(own)).isEqualTo(77);
        assertThat(get(agent, own.get("id").longValue()).get("sla")).isEqualTo(own.get("sla"));
        assertThat(seconds(agent.post("/tickets", Desk.ticketWith("tags", List.of("VIP")))
                        .json()))
                .isEqualTo(66);
        long id = agent.post("/tickets", Desk.ticket()).expect(201).id();
        assertThat(seconds(agent.post("/tickets/" + id + "/tags", Map.of("names", List.of("vip")))
                        .json()))
                .isEqualTo(66);
        assertThat(seconds(agent.send("DELETE", "/tickets/" + id + "/tags/vip", null)
                        .json()))
                .isEqualTo(259_200);
        assertThat(seconds(agent.post("/tickets/" + id + "/transfer", Map.of("creator_id", customer.id()))
                        .json()))
                .isEqualTo(77);
    }

    @Test
    void everyQuestionHasAClock() {
        make(with(policy("questions", 77), Map.of("targets", Map.of("next_response", target(600)))));
        Person customer = api.customer();
        long id = customer.client()
                .post("/tickets", Desk.ticketWith("category", "questions"))
                .expect(201)
                .id();
        assertThat(get(agent, id).get("sla").isNull()).isTrue();
        for (ApiClient who : List.of(agent, customer.client(), customer.client(), agent, customer.client())) {
            who.post("/tickets/" + id + "/comments", Map.of("content", "And now?"))
                    .expect(201);
        }
        assertThat(api.texts(
                        "SELECT cycle || ' ' || state FROM ticket_sla WHERE ticket_id = " + id + " ORDER BY cycle"))
                .containsExactly("1 met", "2 running");
        assertThat(get(agent, id).at("/sla/next_response/state").textValue()).isEqualTo("running");
    }

    @Test
    void aReevaluationShowsItsEffectFirst() {
        long late = ticket(agent, "reevaluated", "low").get("id").longValue();
        long other = ticket(agent, "not reevaluated", "low").get("id").longValue();
        api.execute("UPDATE tickets SET created_at = created_at - interval '2 hours' WHERE id = " + late);
        make(policy("reevaluated", 3_600));
        Map<String, Object> body = Map.of("ticket_ids", List.of(late, other));
        JsonNode shown = admin.post("/sla/reevaluate", body).expect(200).json();
        assertThat(shown.get("dry_run").booleanValue()).isTrue();
        assertThat(shown.get("matched").intValue()).isEqualTo(2);
        assertThat(shown.get("changed").intValue()).isEqualTo(1);
        assertThat(shown.get("now_missed").intValue()).isEqualTo(1);
        assertThat(shown.at("/items/0/to_state").textValue()).isEqualTo("breached");
        assertThat(seconds(get(agent, late))).isEqualTo(604_800);
        assertThat(api.events(late)).hasSize(1);
        JsonNode done = admin.post("/sla/reevaluate", with(body, Map.of("dry_run", false)))
                .expect(200)
                .json();
        assertThat(done.get("items")).isEqualTo(shown.get("items"));
        assertThat(seconds(get(agent, late))).isEqualTo(3_600);
        assertThat(get(agent, late).get("is_overdue").booleanValue()).isTrue();
        assertThat(get(agent, late).get("version").intValue()).isEqualTo(2);
        assertThat(api.events(late).get(1).get("action").textValue()).isEqualTo("SLA_REEVALUATE");
        assertThat(api.events(other)).hasSize(1);
        assertThat(admin.post("/sla/reevaluate", Map.of("filter", Map.of("category", "reevaluated"), "dry_run", false))
                        .expect(200)
                        .json()
                        .get("changed")
                        .intValue())
                .isZero();
        assertThat(admin.post("/sla/reevaluate", Map.of()).expectProblem(400).blamed())
                .containsExactly("ticket_ids");
        assertThat(admin.post("/sla/reevaluate", Map.of("filter", Map.of("colour", "red")))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("filter.colour");
        JsonNode named = admin.post("/sla/reevaluate", Map.of("ticket_ids", List.of(other, 999_999_999)))
                .expect(200)
                .json();
        assertThat(named.get("matched").intValue()).isEqualTo(1);
        assertThat(named.get("unknown").valueStream().map(JsonNode::longValue)).containsExactly(999_999_999L);
        agent.post("/sla/reevaluate", body).expectProblem(403);
    }

    @Test
    void importedPastsAreNotToldOf() {
        String line = """
                {"source": "sla", "external_id": "1", "title": "From long ago", "description": "It was so long ago",
                 "priority": "high", "created_at": "2020-01-01T00:00:00Z", "creator": {"email": "c@example.com"},
                 "history": [{"at": "2020-01-01T03:00:00Z", "actor": {"email": "a@example.com"}, "comment": {"content": "On it"}},
                  {"at": "2020-01-01T10:00:00Z", "actor": {"email": "a@example.com"}, "status": "resolved"},
                  {"at": "2020-01-03T00:00:00Z", "actor": {"email": "a@example.com"}, "status": "open"}]}
                """.replace("\n", "");
        long run = admin.send("POST", "/imports", line, "Content-Type", "application/x-ndjson")
                .expect(202)
                .id();
        await().atMost(LIMIT)
                .until(() -> admin.get("/imports/" + run).text("status").equals("done"));
        assertThat(
                        api.texts(
                                "SELECT target || ' ' || state || ' ' || (next_at IS NULL)::text || ' '"
                                        + " || to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"
                                        + " FROM ticket_sla s JOIN import_keys k USING (ticket_id) WHERE k.source = 'sla' ORDER BY target"))
                .containsExactly(
                        "first_response met true 2020-01-01 04:00", "resolution breached true 2020-01-03 14:00");
    }

    /** Whatever happens, the ticket, the lists and the explanation say the same. */
    @Test
    void allSaysTheSame() {
        make(with(
                policy("same", 2),
                Map.of(
                        "targets",
                        Map.of(
                                "resolution",
                                with(target(2), Map.of("stop_while_waiting", true)),
                                "first_response",
                                target(1)))));
        Random random = new Random(7);
        List<Long> ids = IntStream.range(0, 12)
                .mapToObj(_ -> ticket(agent, "same", "low").get("id").longValue())
                .toList();
        List<String> statuses = List.of("open", "in_progress", "waiting_on_customer", "resolved");
        for (int i = 0; i < 80; i++) {
            long id = ids.get(random.nextInt(ids.size()));
            if (random.nextInt(4) == 0) {
                agent.post("/tickets/" + id + "/comments", Map.of("content", "On it"))
                        .expect(201);
            } else {
                // Not every move is allowed, and that is nothing to this test.
                int status = agent.patch("/tickets/" + id, Map.of("status", statuses.get(random.nextInt(4))))
                        .status();
                assertThat(status).isIn(200, 409);
            }
        }
        await().atMost(LIMIT)
                .until(() -> api.count("SELECT count(*) FROM ticket_sla WHERE due_at BETWEEN now()"
                                + " AND now() + interval '10 seconds' AND is_open")
                        == 0);
        TreeSet<Long> overdue = new TreeSet<>();
        for (long id : ids) {
            JsonNode shown = get(agent, id);
            JsonNode explained =
                    agent.get("/tickets/" + id + "/sla/explain").expect(200).json();
            for (JsonNode target : explained.get("targets")) {
                JsonNode same = shown.at("/sla/" + target.get("target").textValue());
                for (String field : List.of("state", "due_at", "stopped_at", "breached_at")) {
                    assertThat(same.get(field)).as(id + " " + field + explained).isEqualTo(target.get(field));
                }
            }
            if (shown.get("is_overdue").booleanValue()) {
                overdue.add(id);
            }
        }
        assertThat(agent.get("/tickets?overdue=true&category=same").json().get("items").findValues("id").stream()
                        .map(JsonNode::longValue))
                .containsExactlyInAnyOrderElementsOf(overdue);
        assertThat(overdue).isNotEmpty().hasSizeLessThan(ids.size());
    }

    private static void make(Map<String, Object> policy) {
        admin.post("/sla/policies", policy).expect(201);
    }

    private static int seconds(JsonNode ticket) {
        return ticket.at("/sla/resolution/target_seconds").intValue();
    }
}
