package io.deskledger.api.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.DeskInstance;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sweep among many clocks, by two workers of which one dies; and tickets of older data folders. */
class SlaSweepIT {

    private static final Logger LOG = LoggerFactory.getLogger(SlaSweepIT.class);
    private static final int RUNNING = 100_000;
    private static final int DUE = 20_000;
    private static final int ACTING = 2_000;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** The goal is 5 s on a quiet machine with two cores; others may be at work on this one. */
    private static final double LATEST_SECONDS = 10;

    // Ids apart from those that the desk hands out; every fifth clock is due from when all are there, 15 s long.
    private static final String TICKETS = """
            INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, creator_id,
                                 version, created_at, updated_at)
            SELECT 1000000 + n, 'TKT-20260101-' || n, 'The printer burns', 'Smoke comes out of it', 'open', 'low', 'low',
                   (SELECT min(id) FROM users), 1, now() - interval '1 hour', now()
              FROM generate_series(1, %d) AS n
            """.formatted(RUNNING);

    private static final String CLOCKS = """
            INSERT INTO ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open, started_at,
                                    counted_from, due_at, warn_at, next_at, warned_at)
            SELECT 1000000 + n, 'resolution', 1, 3600, 'running', true, now() - interval '1 hour',
                   now() - interval '1 hour', due, due - interval '12 minutes', due, due - interval '12 minutes'
              FROM generate_series(1, %d) AS n
             CROSS JOIN LATERAL (SELECT CASE WHEN n %% %d = 0 THEN now() + interval '20 seconds' + n * interval '1 second' * 15 / %d
                                             ELSE now() + interval '2 hours' END AS due) d
            """.formatted(RUNNING, RUNNING / DUE, RUNNING);

    private static DatabaseAccess database;
    private static ApiServer api;

    @BeforeAll
    static void start() {
        database = ApiServer.newDatabase();
        api = ApiServer.start(
                database,
                Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false, "deskledger.sla.fill", false));
        api.admin();
        api.execute(TICKETS);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void everyBreachIsToldOnceThoughAWorkerDies() throws SQLException {
        // The worker is there before the clocks: what it takes to start is no lateness of what it tells.
        try (ApplicationContext one = worker(database, "sweeper one")) {
            api.execute(CLOCKS);
            api.execute("ANALYZE ticket_sla");
            // Alone as yet: so the one that dies has told of some.
            await().atMost(LIMIT).until(() -> breaches() > 0);
            try (ApplicationContext two = worker(database, "sweeper two")) {
                await().atMost(LIMIT).until(() -> breaches() > DUE / 4);
                // Its connections die in the midst of what they do, and it comes to no end of its own.
                kill("sweeper one");
                one.stop();
                await().atMost(LIMIT).until(() -> breaches() >= DUE);
                assertThat(two.isRunning()).isTrue();
            }
        }
        assertThat(breaches()).isEqualTo(DUE);
        assertThat(api.count(
                        "SELECT count(DISTINCT ticket_id) FROM outbox WHERE type = 'io.deskledger.sla.breached.v1'"))
                .isEqualTo(DUE);
        assertThat(api.count("SELECT count(*) FROM tickets t JOIN ticket_sla s ON s.ticket_id = t.id"
                        + " WHERE t.id > 1000000 AND t.version <> 1 + (s.breached_at IS NOT NULL)::int"))
                .isZero();
        assertThat(api.count("SELECT count(*) FROM ticket_sla WHERE breached_at IS NOT NULL"
                        + " AND (breached_at <> due_at OR next_at IS NOT NULL OR state <> 'breached')"))
                .isZero();
        List<String> lag = api.texts("SELECT max(o.appended_at - s.due_at)::text FROM outbox o"
                + " JOIN ticket_sla s ON s.ticket_id = o.ticket_id WHERE o.type = 'io.deskledger.sla.breached.v1'");
        LOG.warn("{} breaches among {} clocks were told at most {} late", DUE, RUNNING, lag);
        assertThat(api.count("SELECT ceil(max(extract(epoch FROM o.appended_at - s.due_at)))::bigint FROM outbox o"
                        + " JOIN ticket_sla s ON s.ticket_id = o.ticket_id"
                        + " WHERE o.type = 'io.deskledger.sla.breached.v1'"))
                .isLessThan((long) LATEST_SECONDS);
    }

    /** Warnings and what follows from them, too: by two workers, each once. */
    @Test
    void whatFollowsHappensOnce() {
        DatabaseAccess another = ApiServer.newDatabase();
        try (ApiServer desk = ApiServer.start(
                another,
                Map.of(
                        "deskledger.relay.enabled",
                        false,
                        "deskledger.sla.sweep",
                        false,
                        "deskledger.sla.fill",
                        false))) {
            long policy = desk.admin()
                    .post(
                            "/sla/policies",
                            SlaDesk.with(
                                    SlaDesk.policy("acting", 3_600),
                                    Map.of(
                                            "actions",
                                            List.of(
                                                    Map.of("on", "warning", "action", "notify_role", "role", "admin"),
                                                    Map.of("on", "breach", "action", "raise_priority")))))
                    .expect(201)
                    .id();
            desk.execute(TICKETS.replace("generate_series(1, " + RUNNING, "generate_series(1, " + ACTING));
            desk.execute("UPDATE tickets SET category = 'acting'");
            try (ApplicationContext one = worker(another, "sweeper three");
                    ApplicationContext two = worker(another, "sweeper four")) {
                desk.execute("INSERT INTO ticket_sla (ticket_id, target, policy_version_id, target_seconds, state,"
                        + " is_open, started_at, counted_from, due_at, warn_at, next_at)"
                        + " SELECT id, 'resolution', (SELECT current_version FROM sla_policies WHERE id = " + policy
                        + "), 3600, 'running', true, now() - interval '1 hour', now() - interval '1 hour',"
                        + " now() + interval '15 seconds', now() + interval '1 second', now() + interval '1 second'"
                        + " FROM tickets");
                await().atMost(LIMIT)
                        .until(() -> desk.count("SELECT count(*) FROM tickets WHERE priority = 'medium'") == ACTING);
                assertThat(one.isRunning() && two.isRunning()).isTrue();
            }
            assertThat(desk.texts("SELECT DISTINCT string_agg(type, ' ' ORDER BY entity_version) || max(entity_version)"
                            + " FROM outbox WHERE ticket_id > 1000000 GROUP BY ticket_id"))
                    .isSubsetOf(
                            "io.deskledger.sla.warning.v1 io.deskledger.sla.breached.v1 io.deskledger.ticket.updated.v14",
                            "io.deskledger.sla.breached.v1 io.deskledger.ticket.updated.v13");
            assertThat(desk.count("SELECT count(*) FROM notifications"))
                    .isEqualTo(desk.count("SELECT count(*) FROM outbox WHERE type = 'io.deskledger.sla.warning.v1'"))
                    .isPositive();
            assertThat(desk.count("SELECT count(*) FROM ticket_sla s JOIN tickets t ON t.id = s.ticket_id"
                            + " WHERE s.state <> 'breached' OR s.breached_at IS NULL OR s.next_at IS NOT NULL"))
                    .isZero();
        }
    }

    @Test
    void ticketsThatWereThereBeforeGetTheirClocks() {
        DatabaseAccess older = ApiServer.newDatabase();
        try (ApiServer desk = ApiServer.start(
                older,
                Map.of(
                        "deskledger.relay.enabled",
                        false,
                        "deskledger.sla.sweep",
                        false,
                        "deskledger.sla.fill",
                        false))) {
            long open = desk.admin().post("/tickets", Desk.ticket()).id();
            long answered = desk.admin().post("/tickets", Desk.ticket()).id();
            long reopened = desk.admin().post("/tickets", Desk.ticket()).id();
            long late = desk.admin().post("/tickets", Desk.ticket()).id();
            desk.admin()
                    .post("/tickets/" + answered + "/comments", Map.of("content", "On it"))
                    .expect(201);
            for (String status : List.of("resolved", "open", "resolved")) {
                desk.admin()
                        .patch("/tickets/" + reopened, Map.of("status", status))
                        .expect(200);
            }
            desk.execute("UPDATE tickets SET created_at = created_at - interval '100 days' WHERE id = " + late);
            List<String> asSet = clocks(desk, late);
            desk.execute("DELETE FROM ticket_sla");
            try (ApplicationContext filler = DeskInstance.start(
                    older,
                    TestServers.kafka(),
                    Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false))) {
                await().atMost(LIMIT)
                        .until(() ->
                                desk.count("SELECT count(*) FROM sla_revision WHERE filled_to >= filled_last") == 1);
                assertThat(filler.isRunning()).isTrue();
            }
            assertThat(clocks(desk, late)).isEqualTo(asSet).hasSizeGreaterThan(5);
            assertThat(desk.texts(
                            "SELECT state || ' ' || (breached_at = due_at)::text || ' ' || (next_at IS NULL)::text"
                                    + " FROM ticket_sla WHERE ticket_id = " + late))
                    .containsExactly("breached true true", "breached true true");
            assertThat(desk.count("SELECT count(*) FROM ticket_sla WHERE next_at IS NOT NULL AND ticket_id = " + open))
                    .isEqualTo(2);
        }
    }

    private static List<String> clocks(ApiServer desk, long without) {
        return desk.texts(
                "SELECT (ticket_id, target, cycle, policy_version_id, target_seconds, state, is_open, started_at,"
                        + " counted_from, due_at, warn_at, next_at, warned_at, breached_at, stopped_at)::text"
                        + " FROM ticket_sla WHERE ticket_id <> " + without + " ORDER BY ticket_id, target");
    }

    private static ApplicationContext worker(DatabaseAccess database, String name) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("deskledger.relay.enabled", false);
        settings.put("deskledger.imports.enabled", false);
        settings.put("deskledger.sla.fill", false);
        settings.put("datasources.default.data-source-properties.ApplicationName", name);
        return DeskInstance.start(database, TestServers.kafka(), settings);
    }

    private static void kill(String name) throws SQLException {
        try (Connection connection = api.asServer();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '" + name + "'");
        }
    }

    private static long breaches() {
        return api.count("SELECT count(*) FROM outbox WHERE type = 'io.deskledger.sla.breached.v1'");
    }
}
