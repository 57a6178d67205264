package io.deskledger.api.sla;

import static io.deskledger.api.sla.SlaDesk.get;
import static io.deskledger.api.sla.SlaDesk.policy;
import static io.deskledger.api.sla.SlaDesk.target;
import static io.deskledger.api.sla.SlaDesk.ticket;
import static io.deskledger.api.sla.SlaDesk.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Targets that name the statuses in which their clocks stand still. */
class SlaPausesIT {

    private static final String CATEGORY = "pauses";

    private static ApiServer api;
    private static ApiClient admin;
    private static ApiClient agent;

    @BeforeAll
    static void start() {
        api = ApiServer.start(
                ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false));
        admin = api.admin();
        agent = api.agent().client();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** Five hours ago it came in; a minute later it was taken up, and has been since. */
    @Test
    void theClockTheListsTheExplanationAndWhatIfAgree() {
        Map<String, Object> resolution = with(target(3_600), Map.of("paused_in", List.of("in_progress")));
        JsonNode made = admin.post(
                        "/sla/policies",
                        with(
                                policy(CATEGORY, 3_600),
                                Map.of("targets", Map.of("resolution", resolution, "first_response", target(3_600)))))
                .expect(201)
                .json();
        assertThat(made.at("/targets/resolution/paused_in/0").textValue()).isEqualTo("in_progress");
        long id = ticket(agent, CATEGORY, "low").get("id").longValue();
        agent.patch("/tickets/" + id, Map.of("status", "in_progress")).expect(200);
        assertThat(get(agent, id).at("/sla/resolution/state").textValue()).isEqualTo("paused");
        assertThat(get(agent, id).at("/sla/resolution/due_at").isNull()).isTrue();
        assertThat(get(agent, id).at("/sla/first_response/state").textValue()).isEqualTo("running");

        api.execute("UPDATE tickets SET created_at = created_at - interval '5 hours' WHERE id = " + id);
        api.execute(
                "UPDATE status_changes SET changed_at = changed_at - interval '299 minutes' WHERE ticket_id = " + id);
        agent.patch("/tickets/" + id, Map.of("status", "waiting_on_customer")).expect(200);

        JsonNode shown = get(agent, id);
        assertThat(shown.at("/sla/resolution/state").textValue()).isEqualTo("running");
        assertThat(shown.get("is_overdue").booleanValue()).isFalse();
        assertThat(shown.at("/sla/first_response/state").textValue()).isEqualTo("breached");
        JsonNode explained =
                agent.get("/tickets/" + id + "/sla/explain").expect(200).json();
        JsonNode clock = explained
                .get("targets")
                .valueStream()
                .filter(one -> one.get("target").textValue().equals("resolution"))
                .findFirst()
                .orElseThrow();
        assertThat(clock.get("due_at")).isEqualTo(shown.at("/sla/resolution/due_at"));
        assertThat(clock.get("state").textValue()).isEqualTo("running");
        assertThat(clock.get("intervals").findValues("phase").stream().map(JsonNode::textValue))
                .containsExactly("running", "paused", "running");
        assertThat(agent.get("/tickets?overdue=true&category=" + CATEGORY)
                        .json()
                        .get("items"))
                .isEmpty();

        long policy = made.get("id").longValue();
        JsonNode same = simulate(policy, resolution);
        assertThat(same.get("to_met").intValue() + same.get("to_missed").intValue())
                .isZero();
        JsonNode never = simulate(policy, with(target(3_600), Map.of("paused_in", List.of())));
        assertThat(never.get("flips").findValues("ticket_id").stream().map(JsonNode::longValue))
                .containsExactly(id);
        assertThat(never.get("to_missed").intValue()).isEqualTo(1);
    }

    private static JsonNode simulate(long policy, Map<String, Object> resolution) {
        return admin.post(
                        "/sla/simulate",
                        Map.of(
                                "from",
                                day(Instant.now().minus(Duration.ofDays(5))),
                                "to",
                                day(Instant.now().plus(Duration.ofDays(1))),
                                "policy_id",
                                policy,
                                "policy",
                                Map.of(
                                        "condition",
                                        Map.of("category", List.of(CATEGORY)),
                                        "targets",
                                        Map.of("resolution", resolution))))
                .expect(200)
                .json();
    }

    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }
}
