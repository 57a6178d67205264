package io.deskledger.api.sla.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationIT {

    /** As many as are asked for by hand; ten seconds is what 100,000 may take. */
    private static final int TICKETS = Integer.getInteger("deskledger.simulation.tickets", 3_000);

    private static final AtomicLong IDS = new AtomicLong(7_000_000_000L);
    private static final Map<String, Object> SECONDS =
            Map.of("urgent", 20 * 3_600, "high", 40 * 3_600, "medium", 80 * 3_600, "low", 100 * 3_600);
    private static final String DEFAULT_HOURS =
            "CASE priority WHEN 'urgent' THEN 4 WHEN 'high' THEN 24 WHEN 'medium' THEN 72 ELSE 168 END";
    private static final String DRAFT_HOURS =
            "CASE priority WHEN 'urgent' THEN 20 WHEN 'high' THEN 40 WHEN 'medium' THEN 80 ELSE 100 END";

    private final ApiServer server = ApiServer.shared();

    /** Clocks that stand still while tickets wait, against a query that knows how long each of them waited. */
    @Test
    void aDraftPolicyIsHeldAgainstThePast() throws SQLException {
        long first = IDS.getAndAdd(1_000_000);
        String category = "sim-" + first;
        fill(first, category);
        String before = fingerprint();
        Map<String, Object> draft = policy(category, true);

        Instant begun = Instant.now();
        JsonNode result = simulate(Map.of("policy", draft, "from", "2011-01-01", "to", "2012-12-31", "limit", 7));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));

        String elapsed = "extract(epoch FROM coalesce(resolved_at, now()) - created_at) / 3600";
        String waited = "(id % 40) * (CASE WHEN resolved_at IS NULL THEN 0 ELSE 1 END)";
        String was = elapsed + " > " + DEFAULT_HOURS;
        String would = elapsed + " - " + waited + " > " + DRAFT_HOURS;
        String mine = "SELECT count(*) FROM tickets WHERE category = '" + category + "' AND ";
        assertThat(result.get("to_met").longValue())
                .isEqualTo(server.count(mine + was + " AND NOT " + would))
                .isPositive();
        assertThat(result.get("to_missed").longValue())
                .isEqualTo(server.count(mine + would + " AND NOT (" + was + ")"))
                .isPositive();
        for (JsonNode item : result.get("items")) {
            String ofPriority = mine + "priority = '" + item.get("priority").textValue() + "' AND ";
            JsonNode simulated = item.get("simulated");
            assertThat(simulated.get("total_resolved").longValue())
                    .isEqualTo(server.count(ofPriority + "resolved_at IS NOT NULL"));
            assertThat(simulated.get("within_sla").longValue())
                    .isEqualTo(server.count(ofPriority + "resolved_at IS NOT NULL AND NOT (" + would + ")"));
            assertThat(simulated.get("missed_open").longValue())
                    .isEqualTo(server.count(ofPriority + "resolved_at IS NULL"));
            assertThat(item.get("real").get("within_sla").longValue())
                    .isEqualTo(server.count(ofPriority + "resolved_at IS NOT NULL AND NOT (" + was + ")"));
        }
        assertThat(result.get("items")).hasSize(4);
        assertThat(result.get("flips")).hasSize(7);
        assertThat(result.get("flips_truncated").booleanValue()).isTrue();
        assertThat(result.get("flips").get(0).get("ticket_number").textValue()).startsWith("TKT-");
        assertThat(fingerprint()).isEqualTo(before);
    }

    /** From Friday noon to Monday noon is a day of work where Saturdays and Sundays are free. */
    @Test
    void aDraftCalendarIsHeldAgainstThePast() throws SQLException {
        long id = IDS.getAndAdd(1_000_000);
        Map<String, Object> hours = new HashMap<>();
        List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
                .forEach(day -> hours.put(day, List.of(Map.of("from", "00:00", "to", "24:00"))));
        Map<String, Object> calendar = Map.of("name", "Always " + id, "zone", "UTC", "hours", Map.copyOf(hours));
        long calendarId =
                server.admin().post("/sla/calendars", calendar).expect(201).id();
        Map<String, Object> policy = policy("cal-" + id, false);
        policy.put("name", "Calendar " + id);
        policy.put(
                "targets", Map.of("resolution", Map.of("seconds", Map.of("high", 86_400), "calendar_id", calendarId)));
        JsonNode made = server.admin().post("/sla/policies", policy).expect(201).json();
        run(insertTicket(id, "cal-" + id, "'high'", "'2010-01-08T12:00:00Z'", "'2010-01-11T12:00:00Z'"));
        run("INSERT INTO ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open, started_at,"
                + " counted_from, due_at, breached_at, stopped_at) SELECT id, 'resolution', "
                + made.get("version_id").longValue()
                + ", 86400, 'breached', false, created_at, created_at, created_at + interval '1 day',"
                + " created_at + interval '1 day', resolved_at FROM tickets WHERE id = " + id);
        hours.remove("saturday");
        hours.remove("sunday");

        JsonNode result = simulate(Map.of(
                "calendar",
                Map.of("zone", "UTC", "hours", hours),
                "calendar_id",
                calendarId,
                "from",
                "2010-01-11",
                "to",
                "2010-01-11"));

        assertThat(result.get("to_met").longValue()).isEqualTo(1);
        JsonNode flip = result.get("flips").get(0);
        assertThat(flip.get("ticket_id").longValue()).isEqualTo(id);
        assertThat(flip.get("real").textValue()).isEqualTo("missed");
        assertThat(flip.get("real_due_at").textValue()).isEqualTo("2010-01-09T12:00:00Z");
        assertThat(flip.get("simulated_due_at").textValue()).isEqualTo("2010-01-11T12:00:00Z");
        assertThat(result.get("items").get(0).get("real").get("compliance_rate").asText())
                .isEqualTo("0.0");
        assertThat(result.get("items")
                        .get(0)
                        .get("simulated")
                        .get("compliance_rate")
                        .asText())
                .isEqualTo("100.0");
    }

    /**
     * Tickets that are open and late by both, and due in the range by one of them only: the figures of the range
     * differ, but no promise was kept that would have been broken, or the other way round.
     */
    @ParameterizedTest
    @CsvSource({"2010-03-02, medium, 0, 1", "2010-03-04, high, 1, 0"})
    void whatIsBrokenEitherWayFlipsNot(String realDue, String priority, long realMissed, long simulatedMissed)
            throws SQLException {
        long id = IDS.getAndAdd(1_000_000);
        String category = "edge-" + id;
        run(insertTicket(id, category, "'" + priority + "'", "'2010-03-01T00:00:00Z'", "NULL"));
        String due = "'" + realDue + "T12:00:00Z'";
        run("INSERT INTO ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open, started_at,"
                + " counted_from, due_at, breached_at) VALUES (" + id + ", 'resolution', 1, 86400, 'breached', true,"
                + " '2010-03-01T00:00:00Z', '2010-03-01T00:00:00Z', " + due + ", " + due + ")");

        JsonNode result = simulate(
                Map.of("policy", policy(category, false), "from", "2010-03-04", "to", "2010-03-04", "limit", 7));
        run("DELETE FROM tickets WHERE id = " + id);

        JsonNode item = result.get("items").get(0);
        assertThat(item.get("real").get("missed_open").longValue()).isEqualTo(realMissed);
        assertThat(item.get("simulated").get("missed_open").longValue()).isEqualTo(simulatedMissed);
        assertThat(result.get("to_met").longValue()).isZero();
        assertThat(result.get("to_missed").longValue()).isZero();
        assertThat(result.get("flips")).isEmpty();
    }

    /** A resolution that a bulk change made and another took back is none. */
    @Test
    void whatWasUndoneDoesNotCount() {
        ApiClient admin = server.admin();
        String category = "undone-" + IDS.getAndIncrement();
        long id = admin.post("/tickets", Desk.ticketWith("category", category))
                .expect(201)
                .id();
        String bulk = admin.post(
                        "/tickets/bulk",
                        Map.of("action", "set_status", "status", "resolved", "ticket_ids", List.of(id)))
                .expect(200)
                .text("bulk_id");
        admin.send("POST", "/tickets/bulk/" + bulk + "/undo", null).expect(200);
        server.execute("UPDATE tickets SET created_at = created_at - interval '2 days' WHERE id = " + id);
        server.execute("UPDATE status_changes SET changed_at = changed_at - interval '2 days'"
                + " WHERE to_status = 'resolved' AND ticket_id = " + id);
        String today = Instant.now().toString().substring(0, 10);

        JsonNode result = simulate(Map.of(
                "policy",
                Map.of(
                        "position",
                        0,
                        "condition",
                        Map.of("category", List.of(category)),
                        "targets",
                        Map.of("resolution", Map.of("seconds", Map.of("medium", 86_400), "calendar_id", 1))),
                "from",
                Instant.now().minus(Duration.ofDays(5)).toString().substring(0, 10),
                "to",
                today));

        assertThat(result.get("flips").findValues("ticket_id").stream().map(JsonNode::longValue))
                .contains(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | from,policy,to",
                "{'from':'yesterday!','to':'2026-01-02','policy':{}} | from",
                "{'from':'2026-01-01','to':'2026-01-02','policy':{'targets':{}},'calendar':{}} | calendar_id,policy",
                "{'from':'2026-02-01','to':'2026-01-02','calendar':{'zone':'UTC','hours':{}}} | calendar_id,from",
                "{'from':'2026-01-01','to':'2026-01-02','policy':{'targets':{'resolution':{'calendar_id':1,'seconds':{'low':0}}}}}"
                        + " | policy.targets.resolution.seconds.low",
                "{'from':'2026-01-01','to':'2026-01-02','policy':{'targets':{},'mood':1}} | policy.mood,policy.targets",
                "{'from':'2026-01-01','to':'2026-01-02','policy_id':999999,'policy':{'targets':{'resolution':"
                        + "{'calendar_id':1,'seconds':{'low':1}}}}} | policy_id",
                "{'from':'2026-01-01','to':'2026-01-02','calendar_id':999999,'calendar':{'zone':'UTC','hours':{}}} | calendar_id",
                "{'from':'2026-01-01','to':'2026-01-02','calendar_id':1,'calendar':{'zone':'Mars','hours':{}}} | calendar.zone",
                "{'from':'2026-01-01','to':'2026-01-02','target':'happiness','policy':{'targets':{}}} | target",
                "{'from':'2026-01-01','to':'2026-1-2','limit':0,'colour':1,'policy':{}} | colour,limit,to"
            })
    void whatIsWrongIsNamed(String body, String fields) {
        Answer answer = server.admin().send("POST", "/sla/simulate", body.replace('\'', '"'));

        assertThat(answer.expectProblem(400).blamed()).containsExactlyInAnyOrder(fields.split(","));
    }

    private JsonNode simulate(Map<String, Object> question) {
        return server.admin().post("/sla/simulate", question).expect(200).json();
    }

    private static Map<String, Object> policy(String category, boolean stops) {
        Map<String, Object> resolution = Map.of("seconds", SECONDS, "calendar_id", 1, "stop_while_waiting", stops);
        return new HashMap<>(Map.of(
                "position", 0,
                "condition", Map.of("category", List.of(category)),
                "targets", Map.of("resolution", resolution)));
    }

    /** Nine of ten are resolved after having waited {@code id % 40} hours; the tenth never is. */
    private void fill(long first, String category) throws SQLException {
        String created = "timestamptz '2011-01-01T00:00:00Z' + (id - " + first + ") * interval '5 minutes'";
        run(insertTicket(
                first,
                category,
                "(ARRAY['low', 'medium', 'high', 'urgent'])[1 + id % 4]",
                created,
                "CASE WHEN id % 10 = 0" + " THEN NULL ELSE " + created
                        + " + interval '1 hour' * (id % 40 + 2 + id % 150) END"));
        String mine = " FROM tickets WHERE category = '" + category + "'";
        run(
                "INSERT INTO status_changes SELECT id, 2, 'open', 'waiting_on_customer', NULL, created_at + interval '1 hour',"
                        + " false" + mine + " AND resolved_at IS NOT NULL");
        run("INSERT INTO status_changes SELECT id, 3, 'waiting_on_customer', 'in_progress', NULL,"
                + " created_at + interval '1 hour' * (1 + id % 40), false" + mine + " AND resolved_at IS NOT NULL");
        run("INSERT INTO status_changes SELECT id, 4, 'in_progress', 'resolved', NULL, resolved_at, false" + mine
                + " AND resolved_at IS NOT NULL");
        String due = "created_at + interval '1 hour' * " + DEFAULT_HOURS;
        String late = "coalesce(resolved_at, now()) > " + due;
        run("DELETE FROM ticket_sla WHERE ticket_id IN (SELECT id" + mine + ")");
        run("INSERT INTO ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open, started_at,"
                + " counted_from, due_at, breached_at, stopped_at) SELECT id, 'resolution', 1, 3600 * "
                + DEFAULT_HOURS + ", CASE WHEN " + late
                + " THEN 'breached' ELSE 'met' END, resolved_at IS NULL, created_at,"
                + " created_at, " + due + ", CASE WHEN " + late + " THEN " + due + " END, resolved_at" + mine);
        run("ANALYZE tickets; ANALYZE status_changes; ANALYZE ticket_sla");
    }

    private static String insertTicket(long first, String category, String priority, String created, String resolved) {
        int count = category.startsWith("sim-") ? TICKETS : 1;
        return """
                INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, category,
                                     creator_id, version, created_at, updated_at, resolved_at)
                SELECT id, 'TKT-20110101-' || id, 'A title', 'A long description',
                       CASE WHEN resolved_at IS NULL THEN 'open' ELSE 'resolved' END, priority, priority, '%s',
                       (SELECT min(id) FROM users), 4, created_at, created_at, resolved_at
                  FROM (SELECT id, %s AS priority, CAST(%s AS timestamptz) AS created_at,
                               CAST(%s AS timestamptz) AS resolved_at
                          FROM generate_series(%d, %d) AS id) t
                """.formatted(category, priority, created, resolved, first, first + count - 1);
    }

    private String fingerprint() {
        return server.count("SELECT count(*) FROM ticket_sla") + "/"
                + server.count("SELECT coalesce(sum(hashtext(s::text)), 0) FROM ticket_sla s") + "/"
                + server.count("SELECT count(*) FROM sla_policy_versions") + "/"
                + server.count("SELECT sum(version) FROM tickets");
    }

    private void run(String sql) throws SQLException {
        try (Connection owner = server.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
