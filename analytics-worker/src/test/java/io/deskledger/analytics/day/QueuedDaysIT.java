package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.analytics.Desk;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which days are queued at once, and which may rest first. */
class QueuedDaysIT {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final LocalDate YOUNG = LocalDate.parse("2026-05-03");
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

    @Test
    void whatHappensTodayIsQueuedSoonHoweverLongTheOthersHaveToWait() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            mark(desk, "2020-01-01", 100, NOW, NOW.minus(DayQueue.MOST_WAIT));
            mark(desk, YOUNG.toString(), 2, NOW, NOW.minus(DayQueue.MOST_WAIT));
            assertThat(queue(queued, NOW.minus(JUST_BEFORE), Pace.MOST_FOR_MANY, Duration.ZERO))
                    .isZero();
            assertThat(queue(queued, NOW, Pace.MOST_FOR_MANY, Duration.ZERO)).isEqualTo(2);
        }
    }

    @Test
    void aDayThatWasComputedJustBeforeRests() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            mark(desk, "2020-01-01", 2, NOW, NOW);
            desk.update(
                    "INSERT INTO analytics.computed_days (day, computed_at) VALUES ('2020-01-01', CAST(? AS timestamptz))",
                    NOW.toString());
            Duration rest = Duration.ofSeconds(3);
            assertThat(queue(queued, NOW.plus(rest).minus(JUST_BEFORE), DayQueue.MOST_WAIT, rest))
                    .isEqualTo(1);
            assertThat(queue(queued, NOW.plus(rest), DayQueue.MOST_WAIT, rest)).isEqualTo(1);
        }
    }

    private static int queue(QueuedDays queued, Instant now) {
        return queue(queued, now, DayQueue.MOST_WAIT, Duration.ZERO);
    }

    private static int queue(QueuedDays queued, Instant now, Duration mostWait, Duration rest) {
        return queued.queueMissing(
                DayQueue.TASK,
                now,
                DayQueue.CROWD,
                now.minus(DayQueue.REST),
                now.minus(mostWait),
                YOUNG,
                now.minus(DayQueue.MOST_WAIT),
                now.minus(rest));
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
