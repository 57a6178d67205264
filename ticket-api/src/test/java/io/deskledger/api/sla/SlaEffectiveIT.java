package io.deskledger.api.sla;

import static io.deskledger.api.sla.SlaDesk.calendar;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Policies whose time is still to come. */
class SlaEffectiveIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(8); // so long a request may take on a busy machine
    private static final int DEFAULT = 259_200;

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

    @Test
    void aPolicyComesIntoEffectByItself() {
        Instant soon = later(SOON);
        JsonNode made = make(with(policy("soon", 77), Map.of("effective_from", soon.toString())));
        assertThat(made.get("effective_from").textValue()).isEqualTo(soon.toString());
        await().atMost(LIMIT).until(() -> seconds("soon") == 77);
        assertThat(Instant.now()).isAfter(soon);
    }

    @Test
    void whatIsToComeIsGivenToNobodyYet() {
        Instant tomorrow = later(Duration.ofDays(1));
        JsonNode made = make(with(policy("tomorrow", 77), Map.of("effective_from", tomorrow.toString())));
        String path = "/sla/policies/" + made.get("id").longValue();
        assertThat(seconds("tomorrow")).isEqualTo(DEFAULT);
        assertThat(lastEvent(made).at("/changes/effective_from/to").textValue()).isEqualTo(tomorrow.toString());

        JsonNode warned =
                admin.patch(path, Map.of("warn_percent", 50)).expect(200).json();
        assertThat(warned.get("effective_from").textValue()).isEqualTo(tomorrow.toString());
        assertThat(warned.get("version_number").intValue()).isEqualTo(2);
        assertThat(seconds("tomorrow")).isEqualTo(DEFAULT);
        Instant overmorrow = tomorrow.plus(1, ChronoUnit.DAYS);
        JsonNode moved = admin.patch(path, Map.of("effective_from", overmorrow.toString()))
                .expect(200)
                .json();
        assertThat(moved.get("effective_from").textValue()).isEqualTo(overmorrow.toString());
        assertThat(lastEvent(made).at("/changes/effective_from/from").textValue())
                .isEqualTo(tomorrow.toString());
        // The first never comes into effect, the second until the third does.
        assertThat(api.texts("SELECT (effective_to > effective_from)::text FROM sla_policy_versions WHERE policy_id = "
                        + made.get("id") + " AND effective_to IS NOT NULL ORDER BY number"))
                .containsExactly("false", "true");

        Map<String, Object> now = new HashMap<>();
        now.put("effective_from", null);
        JsonNode brought = admin.patch(path, now).expect(200).json();
        assertThat(Instant.parse(brought.get("effective_from").textValue())).isBefore(tomorrow);
        await().atMost(LIMIT).until(() -> seconds("tomorrow") == 77);
    }

    @Test
    void aTicketKeepsItsVersionWhenTheNextOneComes() {
        JsonNode made = make(policy("keeps", 77));
        await().atMost(LIMIT).until(() -> seconds("keeps") == 77);
        long held = ticket(agent, "keeps", "low").get("id").longValue();
        Instant soon = later(SOON);
        admin.patch(
                        "/sla/policies/" + made.get("id").longValue(),
                        Map.of("targets", Map.of("resolution", target(66)), "effective_from", soon.toString()))
                .expect(200);
        await().atMost(LIMIT).until(() -> seconds("keeps") == 66);
        agent.patch("/tickets/" + held, Map.of("priority", "high")).expect(200);
        assertThat(get(agent, held).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(77);
        JsonNode anew = admin.post("/sla/reevaluate", Map.of("ticket_ids", List.of(held), "dry_run", false))
                .expect(200)
                .json();
        assertThat(anew.get("changed").intValue()).isEqualTo(1);
        assertThat(get(agent, held).at("/sla/resolution/target_seconds").intValue())
                .isEqualTo(66);
    }

    /** A holiday more must not bring forward what was written for tomorrow. */
    @Test
    void changesOfCalendarsAndOrderLeaveTheTimes() {
        long calendar =
                admin.post("/sla/calendars", calendar("Later")).expect(201).id();
        Map<String, Object> today = Map.of("resolution", with(target(77), Map.of("calendar_id", calendar)));
        JsonNode made = make(with(policy("later", 77), Map.of("targets", today)));
        long id = made.get("id").longValue();
        Instant tomorrow = later(Duration.ofDays(1));
        admin.patch(
                        "/sla/policies/" + id,
                        Map.of("targets", Map.of("resolution", target(66)), "effective_from", tomorrow.toString()))
                .expect(200);
        // What is in effect still runs by it, though what was written last does not.
        admin.send("DELETE", "/sla/calendars/" + calendar, null).expectProblem(409);

        admin.patch("/sla/calendars/" + calendar, Map.of("zone", "Asia/Kathmandu"))
                .expect(200);
        assertThat(lasting(id)).containsExactly("77 Asia/Kathmandu true", "66 UTC false");
        List<Long> others = admin.get("/sla/policies").expect(200).json().get("items").findValues("id").stream()
                .map(JsonNode::longValue)
                .filter(other -> other != id && other != 1)
                .toList();
        List<Long> order = new ArrayList<>(others);
        order.add(id);
        admin.post("/sla/policies/order", Map.of("policy_ids", order)).expect(200);
        assertThat(lasting(id)).containsExactly("77 Asia/Kathmandu true", "66 UTC false");
        assertThat(
                        api.texts(
                                "SELECT position::text FROM sla_policy_versions WHERE policy_id = " + id
                                        + " AND (effective_to IS NULL OR effective_to > now()) AND effective_to IS DISTINCT FROM effective_from"))
                .containsExactly(order.size() + "", order.size() + "");
        JsonNode shown = admin.get("/sla/policies/" + id).expect(200).json();
        assertThat(shown.get("effective_from").textValue()).isEqualTo(tomorrow.toString());
        assertThat(shown.at("/targets/resolution/seconds/low").intValue()).isEqualTo(66);
    }

    /** What would be is held against what is in effect, not against what is to come. */
    @Test
    void aDraftHasNoTime() {
        assertThat(admin.post(
                                "/sla/simulate",
                                Map.of(
                                        "from",
                                        "2026-01-01",
                                        "to",
                                        "2026-01-02",
                                        "policy",
                                        Map.of(
                                                "targets",
                                                Map.of("resolution", target(60)),
                                                "effective_from",
                                                later(Duration.ofDays(1)).toString())))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("policy.effective_from");
    }

    /** What the policy says now and later: seconds, the zone of the calendar, and whether it is in effect. */
    private static List<String> lasting(long policy) {
        return api.texts("SELECT (definition #>> '{targets,resolution,seconds,low}') || ' '"
                + " || (definition #>> '{targets,resolution,calendar,zone}') || ' ' || (effective_from <= now())::text"
                + " FROM sla_policy_versions WHERE policy_id = " + policy
                + " AND (effective_to IS NULL OR effective_to > now()) AND effective_to IS DISTINCT FROM effective_from"
                + " ORDER BY effective_from");
    }

    private static Instant later(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS);
    }

    private static JsonNode make(Map<String, Object> policy) {
        return admin.post("/sla/policies", policy).expect(201).json();
    }

    private static int seconds(String category) {
        return ticket(agent, category, "medium")
                .at("/sla/resolution/target_seconds")
                .intValue();
    }

    private static JsonNode lastEvent(JsonNode policy) {
        return api.eventsBySubject("sla_policies/" + policy.get("id").longValue())
                .getLast();
    }
}
