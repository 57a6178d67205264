package io.deskledger.api.sla.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** First and next responses. */
class ResponseSimulationIT {

    private static final AtomicLong IDS = new AtomicLong(7_500_000_000L);

    private final ApiServer server = ApiServer.shared();

    /** Answers, resolutions without one, and whoever waits still, against a query. */
    @Test
    void firstResponsesAreHeldAgainstThePast() throws SQLException {
        long first = IDS.getAndAdd(1_000_000);
        String category = "first-" + first;
        run("""
                INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, category,
                                     creator_id, version, created_at, updated_at, first_responded_at, first_responder_id,
                                     resolved_at)
                SELECT id, 'TKT-20130101-' || id, 'A title', 'A long description',
                       CASE WHEN id %% 10 = 0 THEN 'resolved' ELSE 'open' END, priority, priority, '%s',
                       (SELECT min(id) FROM users), 2, created_at, created_at,
                       CASE WHEN id %% 5 <> 0 THEN created_at + interval '1 hour' * (id %% 30) END,
                       CASE WHEN id %% 5 <> 0 THEN (SELECT min(id) FROM users WHERE role <> 'customer') END,
                       CASE WHEN id %% 10 = 0 THEN created_at + interval '3 hours' END
                  FROM (SELECT id, (ARRAY['low', 'medium', 'high', 'urgent'])[1 + id %% 4] AS priority,
                               timestamptz '2013-01-01T00:00:00Z' + (id - %d) * interval '5 minutes' AS created_at
                          FROM generate_series(%d, %d) AS id) t
                """.formatted(category, first, first, first + 59));
        String mine = " FROM tickets WHERE category = '" + category + "'";
        run("INSERT INTO status_changes SELECT id, 2, 'open', 'resolved', NULL, resolved_at, false" + mine
                + " AND resolved_at IS NOT NULL");
        String stopped = "coalesce(first_responded_at, resolved_at)";
        String hours = "CASE priority WHEN 'urgent' THEN 1 WHEN 'high' THEN 4 WHEN 'medium' THEN 8 ELSE 24 END";
        String due = "created_at + interval '1 hour' * " + hours;
        String was = "coalesce(" + stopped + ", now()) > " + due;
        String would = "coalesce(" + stopped + ", now()) > created_at + interval '6 hours'";
        run("INSERT INTO ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open, started_at,"
                + " counted_from, due_at, breached_at, stopped_at) SELECT id, 'first_response', 1, 3600 * " + hours
                + ", CASE WHEN " + was + " THEN 'breached' ELSE 'met' END, " + stopped + " IS NULL, created_at,"
                + " created_at, " + due + ", CASE WHEN " + was + " THEN " + due + " END, " + stopped + mine);

        JsonNode result = simulate(Map.of(
                "target",
                "first_response",
                "policy",
                Map.of(
                        "position",
                        0,
                        "condition",
                        Map.of("category", List.of(category)),
                        "targets",
                        Map.of("first_response", Map.of("seconds", sixHours(), "calendar_id", 1))),
                "from",
                "2013-01-01",
                "to",
                "2013-03-31"));

        String count = "SELECT count(*)" + mine + " AND ";
        assertThat(result.get("target").textValue()).isEqualTo("first_response");
        assertThat(result.get("to_met").longValue())
                .isEqualTo(server.count(count + was + " AND NOT " + would))
                .isPositive();
        assertThat(result.get("to_missed").longValue())
                .isEqualTo(server.count(count + would + " AND NOT " + was))
                .isPositive();
        for (JsonNode item : result.get("items")) {
            String ofPriority = count + "priority = '" + item.get("priority").textValue() + "' AND " + stopped;
            JsonNode real = item.get("real");
            assertThat(real.get("total_resolved").longValue()).isEqualTo(server.count(ofPriority + " IS NOT NULL"));
            assertThat(real.get("within_sla").longValue())
                    .isEqualTo(server.count(ofPriority + " IS NOT NULL AND NOT " + was));
            JsonNode simulated = item.get("simulated");
            assertThat(simulated.get("within_sla").longValue())
                    .isEqualTo(server.count(ofPriority + " IS NOT NULL AND NOT " + would));
            assertThat(simulated.get("missed_open").longValue()).isEqualTo(server.count(ofPriority + " IS NULL"));
        }
        assertThat(result.get("items")).hasSize(4);
    }

    /** A question that was answered after two hours, and one that has waited for an hour. */
    @Test
    void everyQuestionIsHeldAgainstThePast() throws SQLException {
        ApiClient admin = server.admin();
        ApiClient agent = server.agent().client();
        ApiClient customer = server.customer().client();
        String category = "next-" + IDS.getAndIncrement();
        Map<String, Object> policy = new HashMap<>(nextResponse(category, 10_000));
        policy.put("name", "Policy of " + category);
        policy.put("position", 5);
        admin.post("/sla/policies", policy).expect(201);
        long id = customer.post("/tickets", Desk.ticketWith("category", category))
                .expect(201)
                .id();
        for (ApiClient who : List.of(agent, customer, agent, customer)) {
            who.post("/tickets/" + id + "/comments", Map.of("content", "And now?"))
                    .expect(201);
        }
        run(
                "UPDATE tickets SET created_at = now() - interval '11 hours', first_responded_at = now() - interval '10 hours'"
                        + " WHERE id = " + id
                        + "; UPDATE comments c SET created_at = now() - interval '1 hour' * h.hours"
                        + " FROM (SELECT id, (ARRAY[10, 9, 7, 1])[row_number() OVER (ORDER BY id)] AS hours FROM comments"
                        + " WHERE ticket_id = " + id + ") h WHERE c.ticket_id = " + id + " AND c.id = h.id");
        agent.patch("/tickets/" + id, Map.of("status", "in_progress")).expect(200);
        assertThat(server.texts("SELECT cycle || ' ' || state FROM ticket_sla WHERE ticket_id = " + id
                        + " AND target = 'next_response' ORDER BY cycle"))
                .containsExactly("1 met", "2 running");

        JsonNode same = simulateNext(category, 10_000);
        assertThat(same.get("to_met").intValue() + same.get("to_missed").intValue())
                .isZero();
        JsonNode shorter = simulateNext(category, 5_400);
        assertThat(shorter.get("flips").findValues("cycle").stream().map(JsonNode::intValue))
                .containsExactly(1);
        JsonNode shortest = simulateNext(category, 1_800);
        assertThat(shortest.get("to_missed").intValue()).isEqualTo(2);
        assertThat(shortest.get("flips").findValues("ticket_id").stream().map(JsonNode::longValue))
                .containsExactly(id, id);
        assertThat(shortest.get("flips").findValues("cycle").stream().map(JsonNode::intValue))
                .containsExactly(1, 2);
    }

    private JsonNode simulateNext(String category, int seconds) {
        return simulate(Map.of(
                "target",
                "next_response",
                "policy",
                nextResponse(category, seconds),
                "from",
                Instant.now().minus(Duration.ofDays(5)).toString().substring(0, 10),
                "to",
                Instant.now().plus(Duration.ofDays(1)).toString().substring(0, 10)));
    }

    private static Map<String, Object> nextResponse(String category, int seconds) {
        return Map.of(
                "position",
                0,
                "condition",
                Map.of("category", List.of(category)),
                "targets",
                Map.of("next_response", Map.of("seconds", Map.of("medium", seconds), "calendar_id", 1)));
    }

    private static Map<String, Object> sixHours() {
        return Map.of("urgent", 21_600, "high", 21_600, "medium", 21_600, "low", 21_600);
    }

    private JsonNode simulate(Map<String, Object> question) {
        return server.admin().post("/sla/simulate", question).expect(200).json();
    }

    private void run(String sql) throws SQLException {
        try (Connection owner = server.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
