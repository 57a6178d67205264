package io.deskledger.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.reconcile.Reconciler;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Three workers share the days of a year; whichever of them dies or stands still, the others do its days. */
class BackfillIT {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final int DAYS = 365;
    private static final int WORKERS = 3;
    private static final int ROUNDS = 5;
    private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

    /** A worker is dead to the others after six seconds; what it shipped with is bound in AnalyticsSettings. */
    private static final Map<String, Object> SETTINGS = Map.of(
            "DESKLEDGER_ANALYTICS_HEARTBEAT", "1s", "DESKLEDGER_ANALYTICS_THREADS", "2", "DESKLEDGER_DB_POOL", "5");

    @Test
    void everyDayIsRightWhoeverDiesOrStandsStill() throws Exception {
        Random random = new Random(365);
        List<WorkerProcess> workers = new ArrayList<>();
        try (Desk desk = Desk.prepared()) {
            fill(desk);
            try {
                for (int n = 0; n < WORKERS; n++) {
                    workers.add(WorkerProcess.start(desk, "UTC", SETTINGS));
                }
                for (WorkerProcess worker : workers) {
                    await("a worker").atMost(TAKEN_OVER).until(worker::isUp);
                }
                Instant lastFault = Instant.now();
                for (int round = 0; round < ROUNDS; round++) {
                    alterEveryDay(desk, round);
                    long left = 40L + random.nextInt(300);
                    await("the backfill is under way")
                            .atMost(TAKEN_OVER)
                            .pollInterval(Duration.ofMillis(20))
                            .until(() -> desk.count("SELECT count(*) FROM analytics.dirty_days") < left);
                    lastFault = Instant.now();
                    disturb(desk, workers, random, round);
                }
                Instant last = lastFault;
                await("no day is left behind")
                        .atMost(TAKEN_OVER)
                        .until(() -> desk.count("SELECT (SELECT count(*) FROM analytics.dirty_days)"
                                        + " + (SELECT count(*) FROM analytics.scheduled_tasks)")
                                == 0);
                System.out.printf(
                        "All days were right %d ms after the last of %d faults%n",
                        Duration.between(last, Instant.now()).toMillis(), ROUNDS);
                assertThat(workers).allMatch(WorkerProcess::isAlive);
            } finally {
                workers.forEach(WorkerProcess::close);
            }
            assertThat(Trends.stored(desk)).hasSize(DAYS).isEqualTo(Trends.counted(desk, ZoneOffset.UTC));
            try (ApplicationContext judge = desk.worker("UTC", Map.of())) {
                assertThat(judge.getBean(Reconciler.class)
                                .requested(FIRST, FIRST.plusDays(DAYS - 1L), false)
                                .drifts())
                        .isZero();
            }
        }
    }

    /** Killed ones are started again; frozen ones go on when the others have done their days. */
    private static void disturb(Desk desk, List<WorkerProcess> workers, Random random, int round)
            throws IOException, InterruptedException {
        int victim = random.nextInt(WORKERS);
        await("the worker to disturb").atMost(TAKEN_OVER).until(workers.get(victim)::isUp);
        if (round % 3 == 2) {
            workers.get(victim).freeze();
            await("the others do the days of who stands still")
                    .atMost(TAKEN_OVER)
                    .until(() -> desk.count("SELECT count(*) FROM analytics.dirty_days") == 0);
            workers.get(victim).thaw();
        } else {
            workers.get(victim).kill();
            workers.set(victim, WorkerProcess.start(desk, "UTC", SETTINGS));
        }
    }

    /** Every day has other figures than before, and waits to be computed. */
    private static void alterEveryDay(Desk desk, int round) {
        desk.update(
                "UPDATE support.tickets SET priority = (ARRAY['low', 'medium', 'high', 'urgent'])[1 + (id + ?) % 4],"
                        + " category = 'c' || (id + ?) % 7",
                round, round);
        desk.update("""
                INSERT INTO analytics.dirty_days AS d (day, generation, marked_at, oldest_change, cause)
                SELECT date '2026-01-01' + n, 1, now(), now(), 'test' FROM generate_series(0, 364) n
                    ON CONFLICT (day) DO UPDATE SET generation = d.generation + 1
                """);
    }

    private static void fill(Desk desk) {
        desk.update("""
                INSERT INTO support.tickets (id, ticket_number, title, description, status, priority, initial_priority,
                                             creator_id, assignee_id, resolved_assignee_id, version, created_at,
                                             updated_at, resolved_at, closed_at)
                SELECT n + 1, 'TKT-' || n, 'A title', 'A long description', 'closed', 'low', 'low', 1, 1 + n % 4,
                       1 + n % 4, 1, at, at,
                       greatest(at, least(at + n % 40 * interval '1 hour', timestamptz '2026-12-31 23:00Z')),
                       greatest(at, least(at + n % 40 * interval '1 hour', timestamptz '2026-12-31 23:00Z'))
                  FROM generate_series(0, 365 * 20 - 1) n,
                       LATERAL (SELECT timestamptz '2026-01-01Z' + n * interval '72 min') t (at)
                """);
    }
}
