package io.deskledger.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.reconcile.Reconciler;
import io.deskledger.analytics.reconcile.Reconciliation;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever happens to tickets and workers: once it is said to be complete, the summary equals the tickets. */
class SummariesIT {

    private static final AtomicLong ids = new AtomicLong();

    /** One a round, in any order: each case has all of them. */
    private static final List<Fate> FATES = List.of(
            Fate.NONE, Fate.NONE, Fate.NONE, Fate.NONE, Fate.CUT_OFF, Fate.KILLED, Fate.KILLED, Fate.AWAY, Fate.AWAY);

    private static final int STEPS = 100;
    private static final Map<String, Object> PROCESS = Map.of("DESKLEDGER_DB_POOL", "5");
    private static final TicketPriority[] PRIORITIES = TicketPriority.values();
    private static final TicketStatus[] STATUSES = TicketStatus.values();

    /** What becomes of the workers while a batch of changes comes. */
    private enum Fate {
        NONE,
        /** All connections to the database are torn. */
        CUT_OFF,
        /** One is killed amid the batch, and another one is started. */
        KILLED,
        /** One leaves before the next batch and comes back after it. */
        AWAY
    }

    /** The days around which the clocks change, so that days of 23, 23.5, 24, 24.5 and 25 hours are among them. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2027-03-01, 11",
        "Europe/Rome, 2027-03-26, 12",
        "Europe/Rome, 2027-10-29, 13",
        "Australia/Lord_Howe, 2027-04-02, 14",
        "Australia/Lord_Howe, 2027-10-01, 15",
        "Africa/Cairo, 2027-04-28, 16"
    })
    @Execution(ExecutionMode.CONCURRENT)
    void equalTheTickets(String zone, LocalDate first, long seed) throws Exception {
        Random random = new Random(seed);
        Instant from = first.atStartOfDay(ZoneId.of(zone)).toInstant();
        List<Fate> fates = new ArrayList<>(FATES);
        Collections.shuffle(fates, random);
        try (Desk desk = Desk.prepared();
                ChangeTopic topic = new ChangeTopic()) {
            WorkerProcess mortal = WorkerProcess.start(desk, zone, PROCESS);
            ApplicationContext worker = desk.worker(zone, Map.of());
            try {
                List<SampleTicket> tickets = new ArrayList<>();
                for (int round = 0; round < fates.size(); round++) {
                    List<TicketEvent> events = round(desk, tickets, from, random);
                    Collections.shuffle(events, random);
                    if (fates.get(round) == Fate.KILLED) {
                        killAmid(events, mortal, desk, topic, random);
                        mortal = WorkerProcess.start(desk, zone, PROCESS);
                    } else {
                        topic.publish(events);
                    }
                    if (fates.get(round) == Fate.CUT_OFF) {
                        desk.cutWorkersOff();
                    } else if (fates.get(round) == Fate.AWAY) {
                        worker.close();
                        topic.publish(round(desk, tickets, from, random));
                        worker = desk.worker(zone, Map.of());
                    }
                    if (round % 3 == 2) {
                        assertSummariesEqualTickets(desk, zone, Instant.now());
                        assertNoDrift(worker, first);
                    }
                }
            } finally {
                mortal.close();
                worker.close();
            }
        }
    }

    /**
     * Part of the events are published, the worker dies, then the others are: with luck, while it marks or computes.
     */
    private static void killAmid(
            List<TicketEvent> events, WorkerProcess mortal, Desk desk, ChangeTopic topic, Random random) {
        await("the worker to be killed").atMost(Desk.PATIENCE).until(mortal::isReading);
        int before = (events.size() + 1) / 2;
        topic.publish(events.subList(0, before));
        if (random.nextBoolean()) {
            Instant published = Instant.now();
            await("days are being computed, or were")
                    .atMost(Desk.PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> desk.count("SELECT count(*) FROM analytics.dirty_days") > 0
                            || asOf(desk).isAfter(published));
        }
        mortal.kill();
        topic.publish(events.subList(before, events.size()));
    }

    /** Every table of facts, held against the tickets by other SQL. */
    private static void assertNoDrift(ApplicationContext worker, LocalDate first) {
        Reconciliation done =
                worker.getBean(Reconciler.class).requested(first.minusDays(310), first.plusDays(60), false);
        assertThat(done.drifts()).isZero();
    }

    private static void assertSummariesEqualTickets(Desk desk, String zone, Instant published) {
        await("complete up to " + published)
                .atMost(Desk.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> asOf(desk).isAfter(published));
        assertThat(Trends.stored(desk)).isEqualTo(Trends.counted(desk, ZoneId.of(zone)));
        assertThat(RawSummaries.stored(desk)).isEqualTo(RawSummaries.counted(desk, ZoneId.of(zone)));
        assertSameRows(desk, """
                SELECT day, sum(created), sum(urgent_created), sum(resolved), sum(closed), sum(reopened)
                  FROM analytics.daily_ticket_facts GROUP BY day ORDER BY day
                """, """
                SELECT day, created, urgent_created, resolved, closed, reopened
                  FROM analytics.daily_totals ORDER BY day
                """);
        assertSameRows(desk, """
                SELECT priority, category, sum(reopened)
                  FROM analytics.daily_ticket_facts GROUP BY 1, 2 HAVING sum(reopened) > 0 ORDER BY 1, 2
                """, """
                SELECT priority, coalesce(category, ''), count(*)
                  FROM support.reporting_status_changes WHERE reopened GROUP BY 1, 2 ORDER BY 1, 2
                """);
    }

    private static void assertSameRows(Desk desk, String sql, String otherSql) {
        Desk.Row<String> text = row -> row.getString(1);
        assertThat(desk.query("SELECT r::text FROM (" + sql + ") r", text))
                .isEqualTo(desk.query("SELECT r::text FROM (" + otherSql + ") r", text));
    }

    /** How far the summaries are; long ago where they are not there yet. */
    private static Instant asOf(Desk desk) {
        return desk.query("SELECT as_of FROM analytics.status", row -> {
                    OffsetDateTime time = row.getObject(1, OffsetDateTime.class);
                    return time == null ? Instant.MIN : time.toInstant();
                })
                .getFirst();
    }

    private static List<TicketEvent> round(Desk desk, List<SampleTicket> tickets, Instant from, Random random) {
        List<TicketEvent> events = new ArrayList<>();
        if (random.nextInt(3) == 0) {
            tickets.add(importLate(desk, from, random, events));
        }
        for (int step = random.nextInt(STEPS); step >= 0; step--) {
            Instant at = from.plusSeconds(random.nextLong(6 * 86_400));
            if (tickets.isEmpty() || random.nextInt(3) == 0) {
                SampleTicket ticket = SampleTicket.create(
                        desk, ids.incrementAndGet(), pick(PRIORITIES, random), category(random), at);
                tickets.add(ticket);
                events.add(ticket.created());
            } else {
                int index = random.nextInt(tickets.size());
                if (random.nextInt(20) == 0) {
                    SampleTicket gone = tickets.remove(index);
                    events.add(gone.purge(gone.laterThanNow(1)));
                } else {
                    events.add(change(tickets.get(index), random));
                }
            }
        }
        return events;
    }

    /** A ticket of long ago with all of its history, which arrives at once. */
    private static SampleTicket importLate(Desk desk, Instant from, Random random, List<TicketEvent> events) {
        Instant at = from.minus(Duration.ofDays(1L + random.nextInt(300)));
        SampleTicket ticket =
                SampleTicket.create(desk, ids.incrementAndGet(), pick(PRIORITIES, random), category(random), at);
        events.add(ticket.created());
        for (int steps = random.nextInt(8); steps > 0; steps--) {
            events.add(change(ticket, random));
        }
        return ticket;
    }

    private static TicketEvent change(SampleTicket ticket, Random random) {
        Instant at = ticket.laterThanNow(random.nextLong(30 * 3_600));
        return switch (random.nextInt(12)) {
            case 8 -> ticket.assign(random.nextBoolean() ? null : 1L + random.nextInt(4), at);
            case 9, 10 -> ticket.comment(1L + random.nextInt(4), at);
            case 11 -> ticket.tag(1L + random.nextInt(2), at);
            case 0 -> ticket.reprioritize(pick(PRIORITIES, random), at);
            case 1 -> ticket.recategorize(category(random), at);
            case 2 -> ticket.deleteOrRestore(at);
            default -> ticket.move(pick(STATUSES, random), at);
        };
    }

    private static <T> T pick(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static @Nullable String category(Random random) {
        return random.nextBoolean() ? null : "c" + random.nextInt(3);
    }
}
