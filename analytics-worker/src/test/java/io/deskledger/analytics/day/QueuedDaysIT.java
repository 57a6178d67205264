package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.analytics.Desk;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which days are queued at once, and which may rest first. */
class QueuedDaysIT {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final int FEW = DayQueue.CROWD - 5; // a first start has a day of its own to compute
    private static final Duration JUST_BEFORE = Duration.ofMillis(10);

    private static final Map<String, Object> QUEUES_NOTHING_ITSELF =
            Map.of("DESKLEDGER_ANALYTICS_SWEEP", "1h", "DESKLEDGER_KAFKA", "127.0.0.1:1");

    @Test
    void fewDaysAreQueuedAtOnceAndManyWhenTheyAreAtRestOrHaveWaited() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            mark(desk, "2020-01-01", FEW, NOW, NOW);
            assertThat(queue(queued, NOW)).isEqualTo(FEW);

            mark(desk, "2021-01-01", 10, NOW, NOW);
            mark(desk, "2022-01-01", 20, NOW.minus(DayQueue.REST), NOW);
            mark(desk, "2023-01-01", 40, NOW, NOW.minus(DayQueue.MOST_WAIT));
            assertThat(queue(queued, NOW.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, NOW)).isEqualTo(20 + 40);
            assertThat(queue(queued, NOW.plus(DayQueue.REST))).isEqualTo(10);
        }
    }

    private static int queue(QueuedDays queued, Instant now) {
        return queued.queueMissing(
                DayQueue.TASK, now, DayQueue.CROWD, now.minus(DayQueue.REST), now.minus(DayQueue.MOST_WAIT));
    }

    private static void mark(Desk desk, String first, int days, Instant marked, Instant oldestChange) {
        desk.update(
                "INSERT INTO analytics.dirty_days (day, generation, marked_at, oldest_change, cause)"
                        + " SELECT CAST(? AS date) + n, 1, CAST(? AS timestamptz), CAST(? AS timestamptz), 'test'"
                        + " FROM generate_series(0, ? - 1) n",
                first,
                marked.toString(),
                oldestChange.toString(),
                days);
    }
}
