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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clocks of tickets as they live. */
class SlaLiveIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** So long that a sweep which was held up comes between the warning and the breach. */
    private static final int BRIEF_SECONDS = 12;

    private static ApiServer api;
    private static ApiClient agent;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        api = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
        agent = api.agent().client();
        admin = api.admin();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void aTicketIsHeldToTheDefault() {
        JsonNode made = ticket(agent, "anything", "urgent");
        Instant createdAt = Instant.parse(made.get("created_at").textValue());
        assertThat(made.at("/sla/resolution/due_at").textValue())
                .isEqualTo(createdAt.plus(Duration.ofHours(4)).toString());
        assertThat(made.at("/sla/first_response/due_at").textValue())
                .isEqualTo(createdAt.plus(Duration.ofHours(1)).toString());
        assertThat(made.at("/sla/resolution/state").textValue()).isEqualTo("running");
        assertThat(made.at("/sla/next_response").isNull()).isTrue();
        JsonNode read = get(agent, made.get("id").longValue());
        assertThat(read).isEqualTo(made);
        assertThat(agent.get("/tickets?limit=1").json().at("/items/0/sla")).isEqualTo(made.get("sla"));
    }

    @Test
    void everyChangeSetsTheClocks() {
        long id = ticket(agent, "changes", "low").get("id").longValue();
        JsonNode raised = agent.patch("/tickets/" + id, Map.of("priority", "high"))
                .expect(200)
                .json();
        assertThat(raised.at("/sla/resolution/target_seconds").intValue()).isEqualTo(86_400);
        agent.post("/tickets/" + id + "/comments", Map.of("content", "On it")).expect(201);
        assertThat(get(agent, id).at("/sla/first_response/state").textValue()).isEqualTo("met");
        agent.patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
        JsonNode resolved = get(agent, id);
        assertThat(resolved.at("/sla/resolution/state").textValue()).isEqualTo("met");
        assertThat(resolved.at("/sla/resolution/stopped_at")).isEqualTo(resolved.get("resolved_at"));
        agent.patch("/tickets/" + id, Map.of("status", "open")).expect(200);
        assertThat(get(agent, id).at("/sla/resolution/state").textValue()).isEqualTo("running");
        agent.send("DELETE", "/tickets/" + id, null).expect(204);
        assertThat(api.count("SELECT count(*) FROM ticket_sla WHERE next_at IS NOT NULL AND ticket_id = " + id))
                .isZero();
        agent.send("POST", "/tickets/" + id + "/restore", null).expect(200);
        assertThat(api.count("SELECT count(*) FROM ticket_sla WHERE next_at IS NOT NULL AND ticket_id = " + id))
                .isEqualTo(1);
    }

    @Test
    void bulkChangesSetTheClocksOfAll() {
        List<Long> ids = List.of(
                ticket(agent, "bulk", "low").get("id").longValue(),
                ticket(agent, "bulk", "high").get("id").longValue());
        agent.post("/tickets/bulk", Map.of("action", "set_status", "status", "resolved", "ticket_ids", ids))
                .expect(200);
        for (long id : ids) {
            assertThat(get(agent, id).at("/sla/resolution/state").textValue()).isEqualTo("met");
        }
    }

    @Test
    void aTicketKeepsItsVersionUntilAnotherPolicyMatches() {
        long policy =
                admin.post("/sla/policies", policy("kept", 1_000)).expect(201).id();
        long id = ticket(agent, "kept", "low").get("id").longValue();
        assertThat(get(agent, id).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(1_000);
        admin.patch(
                        "/sla/policies/" + policy,
                        Map.of("targets", Map.of("resolution", Map.of("seconds", Map.of("low", 5)))))
                .expect(200);
        agent.patch("/tickets/" + id, Map.of("title", "Another title")).expect(200);
        agent.patch("/tickets/" + id, Map.of("priority", "medium")).expect(200);
        agent.patch("/tickets/" + id, Map.of("priority", "low")).expect(200);
        assertThat(get(agent, id).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(1_000);
        agent.patch("/tickets/" + id, Map.of("category", "something else")).expect(200);
        assertThat(get(agent, id).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(604_800);
        agent.patch("/tickets/" + id, Map.of("category", "kept")).expect(200);
        assertThat(get(agent, id).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(5);
        admin.send("DELETE", "/sla/policies/" + policy, null).expect(204);
        assertThat(get(agent, id).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(5);
    }

    @Test
    void theClockStandsStillWhileTheCustomerIsWaitedFor() {
        long policy = admin.post(
                        "/sla/policies",
                        with(
                                policy("waiting", 1_000),
                                Map.of(
                                        "targets",
                                        Map.of("resolution", with(target(1_000), Map.of("stop_while_waiting", true))))))
                .expect(201)
                .id();
        long id = ticket(agent, "waiting", "low").get("id").longValue();
        agent.patch("/tickets/" + id, Map.of("status", "waiting_on_customer")).expect(200);
        JsonNode paused = get(agent, id);
        assertThat(paused.at("/sla/resolution/state").textValue()).isEqualTo("paused");
        assertThat(paused.at("/sla/resolution/due_at").isNull()).isTrue();
        JsonNode explained =
                agent.get("/tickets/" + id + "/sla/explain").expect(200).json();
        JsonNode target = explained.at("/targets/0");
        assertThat(explained.at("/policy/policy_id").longValue()).isEqualTo(policy);
        assertThat(StreamSupport.stream(target.get("intervals").spliterator(), false)
                        .map(interval -> interval.get("phase").textValue()))
                .containsExactly("running", "paused");
        assertThat(StreamSupport.stream(target.get("intervals").spliterator(), false)
                        .filter(interval -> interval.get("phase").textValue().equals("running"))
                        .map(interval -> interval.get("seconds").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(target.get("elapsed_seconds").decimalValue());
        JsonNode cut = agent.get("/tickets/" + id + "/sla/explain?limit=1")
                .expect(200)
                .json()
                .at("/targets/0");
        assertThat(cut.get("intervals")).hasSize(1);
        assertThat(cut.get("truncated").booleanValue()).isTrue();
        assertThat(target.get("truncated").booleanValue()).isFalse();
        assertThat(agent.get("/tickets/" + id + "/sla/explain?limit=0")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("limit");
        api.customer().client().get("/tickets/" + id + "/sla/explain").expectProblem(404);
    }

    @Test
    void targetsAreToldOfOnceAndTheListsAgree() {
        Person earlier = api.newPerson("agent");
        admin.post(
                        "/sla/policies",
                        with(
                                policy("brief", BRIEF_SECONDS),
                                Map.of(
                                        "warn_percent",
                                        30,
                                        "actions",
                                        List.of(
                                                Map.of("on", "warning", "action", "notify_role", "role", "agent"),
                                                Map.of("on", "breach", "action", "raise_priority"),
                                                Map.of(
                                                        "on",
                                                        "breach",
                                                        "action",
                                                        "reassign",
                                                        "assignee_id",
                                                        api.agent().id())))))
                .expect(201);
        long late = ticket(agent, "brief", "low").get("id").longValue();
        long done = ticket(agent, "brief", "low").get("id").longValue();
        agent.patch("/tickets/" + done, Map.of("status", "resolved")).expect(200);
        await().atMost(LIMIT)
                .until(() ->
                        actions(late).contains("SLA_BREACH") && actions(late).size() == 5);
        assertThat(actions(late)).containsExactly("CREATE", "SLA_WARNING", "SLA_BREACH", "UPDATE", "UPDATE");
        assertThat(api.events(late).stream().map(event -> event.get("version").intValue()))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(actions(done)).containsExactly("CREATE", "UPDATE");
        JsonNode breach = api.events(late).get(2).at("/changes/sla/to");
        JsonNode shown = get(agent, late);
        assertThat(Instant.parse(breach.get("breached_at").textValue()))
                .isEqualTo(Instant.parse(shown.get("created_at").textValue()).plusSeconds(BRIEF_SECONDS));
        assertThat(api.events(late).get(3).at("/changes/rule/to/action").textValue())
                .isEqualTo("raise_priority");
        assertThat(shown.get("priority").textValue()).isEqualTo("medium");
        assertThat(shown.get("assignee_id").longValue()).isEqualTo(api.agent().id());
        assertThat(shown.get("is_overdue").booleanValue()).isTrue();
        assertThat(shown.at("/sla/resolution/state").textValue()).isEqualTo("breached");
        assertThat(overdue("brief")).containsExactly(late);
        JsonNode told = agent.get("/me/notifications").expect(200).json().get("items");
        assertThat(told).hasSize(1);
        assertThat(api.count("SELECT count(*) FROM notifications WHERE role = 'agent' AND ticket_id = " + late))
                .isEqualTo(1);
        assertThat(earlier.client().get("/me/notifications").json().get("items"))
                .isEqualTo(told);
        assertThat(api.newPerson("agent")
                        .client()
                        .get("/me/notifications")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(admin.get("/me/notifications").json().get("items")).isEmpty();
        assertThat(told.get(0).get("ticket_id").longValue()).isEqualTo(late);
        agent.patch("/tickets/" + late, Map.of("status", "resolved")).expect(200);
        assertThat(overdue("brief")).isEmpty();
        assertThat(get(agent, late).get("is_overdue").booleanValue()).isFalse();
        assertThat(get(agent, late).at("/sla/resolution/state").textValue()).isEqualTo("breached");
        agent.patch("/tickets/" + late, Map.of("status", "open")).expect(200);
        assertThat(overdue("brief")).containsExactly(late);
        assertThat(actions(late).stream().filter("SLA_BREACH"::equals)).hasSize(1);
    }

    @Test
    void ticketsThatNobodyTakesUpNeedEscalation() {
        long id = ticket(agent, "escalation", "low").get("id").longValue();
        assertThat(agent.get("/tickets?category=escalation&escalation_hours=1")
                        .json()
                        .get("items"))
                .isEmpty();
        api.execute("UPDATE ticket_sla SET counted_from = counted_from - interval '25 hours' WHERE ticket_id = " + id);
        assertThat(agent.get("/tickets?category=escalation&escalation_hours=24")
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(agent.get("/tickets?category=escalation&escalation_hours=26")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(get(agent, id).get("escalation_needed").booleanValue()).isTrue();
        agent.patch("/tickets/" + id, Map.of("status", "in_progress")).expect(200);
        assertThat(get(agent, id).get("escalation_needed").booleanValue()).isFalse();
        assertThat(agent.get("/tickets?escalation_hours=-1").expectProblem(400).blamed())
                .containsExactly("escalation_hours");
    }

    private static List<Long> overdue(String category) {
        return agent.get("/tickets?overdue=true&category=" + category)
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").longValue())
                .toList();
    }

    private static List<String> actions(long ticket) {
        return api.events(ticket).stream()
                .map(event -> event.get("action").textValue())
                .toList();
    }
}
