package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.ChangeTopic;
import io.deskledger.analytics.Desk;
import io.deskledger.analytics.SampleClocks;
import io.deskledger.analytics.SampleTicket;
import io.deskledger.analytics.reconcile.Reconciler;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlaFactsIT {

    private static final String ZONE = "Australia/Lord_Howe";
    private static final Instant FIRST = Instant.parse("2026-04-01T00:00:00Z");
    private static final int DAYS = 20;
    private static final TicketStatus[] STATUSES = TicketStatus.values();
    private static final TicketPriority[] PRIORITIES = TicketPriority.values();

    /**
     * Whatever happens to tickets, and however late their events come: facts equal what a query of the tickets' own
     * dates and the published targets says, which knows nothing of clocks.
     */
    @Test
    void equalAComputationFromTheTicketsAlone() {
        Random random = new Random(61);
        try (Desk desk = Desk.prepared();
                ChangeTopic topic = new ChangeTopic();
                ApplicationContext worker = desk.worker(ZONE, Map.of())) {
            List<SampleTicket> tickets = new ArrayList<>();
            for (int round = 0; round < 6; round++) {
                topic.publish(round(desk, tickets, random));
                awaitFacts(desk);
                LocalDate first = LocalDate.ofInstant(FIRST, ZoneId.of(ZONE));
                assertThat(worker.getBean(Reconciler.class)
                                .requested(first, first.plusDays(400), false)
                                .drifts())
                        .isZero();
            }
            assertThat(desk.count("SELECT count(*) FROM analytics.daily_sla_totals WHERE met > 0"))
                    .isPositive();
            assertThat(desk.count("SELECT count(*) FROM analytics.daily_sla_totals WHERE missed > 0"))
                    .isPositive();
            assertThat(desk.count("SELECT count(*) FROM analytics.daily_sla_totals WHERE open_late > 0"))
                    .isPositive();
        }
    }

    /** Clocks that come without events are counted all the same, once they are all there. */
    @Test
    void clocksOfOldTicketsAreCountedWhenTheyAreThere() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", Map.of())) {
            SampleTicket.create(desk, 1, TicketPriority.HIGH, null, FIRST).move(TicketStatus.RESOLVED, FIRST);
            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.count("SELECT count(*) FROM analytics.progress WHERE zone = 'UTC'") == 1);
            SampleClocks.write(desk, 1, FIRST.plus(Duration.ofDays(1)));

            desk.update("UPDATE support.sla_revision SET filled_last = 1, filled_to = 1");

            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.count("SELECT count(*) FROM analytics.daily_sla_totals WHERE day = '2026-04-01'"
                                    + " AND target = 'resolution' AND met = 1")
                            == 1);
            assertThat(worker.isRunning()).isTrue();
        }
    }

    /** A promise was missed on a day on which nothing else happened, and which has not begun in the other zone. */
    @Test
    void anotherZoneLeavesNoDayAsItWas() {
        try (Desk desk = Desk.prepared()) {
            Instant now = Instant.now();
            SampleTicket.create(desk, 1, TicketPriority.URGENT, null, now.minus(Duration.ofDays(9)));
            LocalDate ahead =
                    LocalDate.ofInstant(now, ZoneId.of("Pacific/Kiritimati")).plusDays(1);
            try (ApplicationContext worker = desk.worker("Pacific/Kiritimati", Map.of())) {
                desk.awaitComplete();
                assertThat(worker.isRunning()).isTrue();
                desk.update("INSERT INTO analytics.computed_days (day, computed_at) VALUES ('" + ahead + "', now())");
                desk.update("INSERT INTO analytics.daily_sla_totals VALUES ('" + ahead
                        + "', 'resolution', 1, 14400, 'urgent', 0, 0, 1)");
            }
            try (ApplicationContext worker = desk.worker("Pacific/Pago_Pago", Map.of())) {
                desk.awaitComplete();
                assertThat(worker.isRunning()).isTrue();
                assertThat(desk.count("SELECT count(*) FROM analytics.daily_sla_totals"))
                        .isZero();
            }
        }
    }

    private static List<TicketEvent> round(Desk desk, List<SampleTicket> tickets, Random random) {
        List<TicketEvent> events = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Instant at = FIRST.plusSeconds(random.nextLong(DAYS * 86_400L));
            TicketPriority priority = PRIORITIES[random.nextInt(PRIORITIES.length)];
            SampleTicket ticket = SampleTicket.create(desk, tickets.size() + 1L, priority, null, at);
            tickets.add(ticket);
            events.add(ticket.created());
            SampleClocks.write(desk, ticket.id, Instant.now());
        }
        for (int i = 0; i < 60; i++) {
            SampleTicket ticket = tickets.get(random.nextInt(tickets.size()));
            Instant at = ticket.laterThanNow(random.nextInt(200_000));
            events.add(
                    switch (random.nextInt(7)) {
                        case 0, 1, 2 -> ticket.move(STATUSES[random.nextInt(STATUSES.length)], at);
                        case 3 -> ticket.assign(1L + random.nextInt(4), at);
                        case 4 -> ticket.comment(1L + random.nextInt(4), at);
                        case 5 -> ticket.reprioritize(PRIORITIES[random.nextInt(PRIORITIES.length)], at);
                        default -> ticket.deleteOrRestore(at);
                    });
            SampleClocks.write(desk, ticket.id, Instant.now());
        }
        return events;
    }

    private static void awaitFacts(Desk desk) {
        await().atMost(Desk.PATIENCE).untilAsserted(() -> {
            assertThat(desk.query(STORED, row -> row.getString(1)))
                    .isEqualTo(desk.query(FROM_TICKETS + BY_PRIORITY, row -> row.getString(1)));
            assertThat(desk.query(STORED_OF_AGENTS, row -> row.getString(1)))
                    .isEqualTo(desk.query(FROM_TICKETS + BY_AGENT, row -> row.getString(1)));
            assertThat(desk.query(STORED_OVERDUE, row -> row.getString(1)))
                    .isEqualTo(desk.query(FROM_TICKETS + OVERDUE, row -> row.getString(1)));
            assertThat(desk.query(LEFT_TO_NOTHING, row -> row.getString(1))).isEmpty();
        });
    }

    private static final String STORED = """
            SELECT day || ' ' || priority || ': ' || sum(met) || '/' || sum(missed) || '/' || sum(open_late)
              FROM analytics.daily_sla_totals
             WHERE target = 'resolution'
             GROUP BY day, priority
             ORDER BY day, priority
            """;

    private static final String STORED_OF_AGENTS = """
            SELECT day || ' ' || agent_id || ': ' || sla_met || '/' || sla_promised
              FROM analytics.daily_agent_facts
             WHERE sla_promised > 0
             ORDER BY day, agent_id
            """;

    /** Clocks that count on a day which neither the ticket's own dates nor the table of such days lead to. */
    private static final String LEFT_TO_NOTHING = """
            WITH counted AS (
                SELECT s.ticket_id, s.target, t.created_at, t.first_responded_at, t.resolved_at, t.closed_at,
                       CAST(coalesce(s.stopped_at, s.breached_at) AT TIME ZONE 'Australia/Lord_Howe' AS date) AS day
                  FROM support.reporting_ticket_sla s
                  JOIN support.reporting_tickets t ON t.id = s.ticket_id
                 WHERE s.stopped_at IS NOT NULL OR s.breached_at IS NOT NULL
            )
            SELECT ticket_id || ' ' || target || ' ' || day
              FROM counted c
             WHERE NOT EXISTS (SELECT FROM (VALUES (created_at), (first_responded_at), (resolved_at), (closed_at)) AS d (at)
                                WHERE CAST(at AT TIME ZONE 'Australia/Lord_Howe' AS date) = c.day)
               AND NOT EXISTS (SELECT FROM analytics.sla_ticket_days d WHERE d.ticket_id = c.ticket_id AND d.day = c.day)
            """;

    private static final String STORED_OVERDUE = """
            SELECT day || ': ' || now_overdue FROM analytics.daily_totals WHERE now_overdue > 0 ORDER BY day
            """;

    private static final String FROM_TICKETS = """
            WITH due AS (
                SELECT t.*, created_at + interval '1 hour' *
                       CASE priority WHEN 'urgent' THEN 4 WHEN 'high' THEN 24 WHEN 'medium' THEN 72 ELSE 168 END AS due
                  FROM support.tickets t
                 WHERE deleted_at IS NULL
                   AND NOT EXISTS (SELECT FROM support.status_changes c WHERE c.ticket_id = t.id AND c.reopened)
            ), reopened AS (
                SELECT t.id, t.created_at, t.priority, t.resolved_at, t.resolved_assignee_id, t.assignee_id, s.due_at AS due,
                       s.state = 'breached' AS late
                  FROM support.tickets t
                  JOIN support.ticket_sla s ON s.ticket_id = t.id AND s.target = 'resolution'
                 WHERE deleted_at IS NULL
                   AND EXISTS (SELECT FROM support.status_changes c WHERE c.ticket_id = t.id AND c.reopened)
            ), each AS (
                SELECT created_at, priority, resolved_at, resolved_assignee_id, assignee_id, due,
                       coalesce(resolved_at, now()) > due AS late
                  FROM due
                 UNION ALL
                SELECT created_at, priority, resolved_at, resolved_assignee_id, assignee_id, due, late FROM reopened
            ), dated AS (
                SELECT CAST(coalesce(resolved_at, due) AT TIME ZONE 'Australia/Lord_Howe' AS date) AS day, priority,
                       CASE WHEN resolved_at IS NULL THEN assignee_id ELSE resolved_assignee_id END AS agent,
                       resolved_at IS NOT NULL AS resolved, late,
                       CAST(created_at AT TIME ZONE 'Australia/Lord_Howe' AS date) AS created
                  FROM each
                 WHERE resolved_at IS NOT NULL OR late
            )
            """;

    private static final String BY_PRIORITY = """
            SELECT day || ' ' || priority || ': ' || count(*) FILTER (WHERE resolved AND NOT late)
                   || '/' || count(*) FILTER (WHERE resolved AND late) || '/' || count(*) FILTER (WHERE NOT resolved)
              FROM dated
             GROUP BY day, priority
             ORDER BY day, priority
            """;

    private static final String OVERDUE = """
            SELECT created || ': ' || count(*) FROM dated WHERE NOT resolved GROUP BY created ORDER BY created
            """;

    private static final String BY_AGENT = """
            SELECT day || ' ' || agent || ': ' || count(*) FILTER (WHERE resolved AND NOT late) || '/' || count(*)
              FROM dated
             WHERE agent IS NOT NULL
             GROUP BY day, agent
             ORDER BY day, agent
            """;
}
