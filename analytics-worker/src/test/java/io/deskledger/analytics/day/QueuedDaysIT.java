package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.Desk;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which days are queued at once, and which may rest first. */
class QueuedDaysIT {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final LocalDate YOUNG = LocalDate.parse("2026-05-03");
    private static final int FEW = Pace.MANY - 5; // a first start has a day of its own to compute
    private static final Instant NEVER_AT_REST = NOW.plus(Duration.ofDays(1));
    private static final Duration JUST_BEFORE = Duration.ofMillis(10);
    private static final Duration AT_REST = Duration.ofSeconds(Pace.AT_REST_SECONDS);
    private static final Duration MOST_WAIT = Duration.ofSeconds(Pace.MOST_WAIT_SECONDS);
    private static final Duration AFFORDABLE = Duration.ofSeconds(Pace.AFFORDABLE_SECONDS);
    private static final Duration CHEAP = Duration.of(Pace.CHEAP_MICROS, ChronoUnit.MICROS);
    private static final Duration MOST_FOR_ONE = Duration.ofSeconds(Pace.MOST_FOR_ONE_SECONDS);
    private static final Duration MOST_FOR_MANY = Duration.ofSeconds(Pace.MOST_FOR_MANY_SECONDS);

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
            mark(desk, "2022-01-01", 20, NOW.minus(AT_REST), NOW);
            mark(desk, "2023-01-01", 40, NOW, NOW.minus(MOST_WAIT));
            assertThat(queue(queued, NOW.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, NOW)).isEqualTo(20 + 40);
            assertThat(queue(queued, NOW.plus(AT_REST))).isEqualTo(10);
        }
    }

    @Test
    void daysOfACrowdWaitFourTimesAsLongAsAllOfThemTakeAndWhatHappensTodayDoesNot() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            Instant change = NOW.minus(MOST_WAIT);
            mark(desk, "2020-01-01", 100, NEVER_AT_REST, change);
            mark(desk, YOUNG.toString(), 2, NEVER_AT_REST, change);
            computed(desk, "2020-01-01", 50, NOW.minus(Duration.ofDays(1)), Duration.ofMillis(300));
            Instant afforded = change.plus(Duration.ofMillis(300).multipliedBy(50 * 4));

            assertThat(queue(queued, NOW.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, NOW)).isEqualTo(2);
            assertThat(queue(queued, afforded.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, afforded)).isEqualTo(100);
        }
    }

    @Test
    void someDearDaysAreACrowdAndAFewAreNot() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            desk.update("DELETE FROM analytics.dirty_days");
            mark(desk, "2020-01-01", Pace.FEW, NEVER_AT_REST, NOW);
            computed(desk, "2020-01-01", 1, NOW.minus(Duration.ofDays(1)), AFFORDABLE);
            computed(desk, "2020-01-02", 1, NOW.minus(Duration.ofDays(1)), JUST_BEFORE);
            LocalDate first = LocalDate.parse("2020-01-01");
            assertThat(queued.isDue(first, NOW, YOUNG, queued.crowd(NOW, YOUNG)))
                    .isTrue();
            mark(desk, "2020-02-01", 1, NEVER_AT_REST, NOW);
            assertThat(queued.isDue(first, NOW, YOUNG, queued.crowd(NOW, YOUNG)))
                    .isFalse();
            assertThat(queue(queued, NOW)).isZero();
            desk.update("UPDATE analytics.computed_days SET took_micros = 0 WHERE day = '2020-01-02'");
            assertThat(queued.isDue(first, NOW, YOUNG, queued.crowd(NOW, YOUNG)))
                    .isTrue();
            assertThat(queue(queued, NOW)).isEqualTo(Pace.FEW + 1);
        }
    }

    @Test
    void aDayOfADearCrowdIsNotAtRestForItsOwnLittlePause() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            mark(desk, "2020-01-01", 10, NOW.minus(AT_REST), NOW);
            mark(desk, "2021-01-01", Pace.MANY, NOW, NOW);
            computed(desk, "2021-01-01", Pace.MANY, NOW.minus(Duration.ofDays(1)), Duration.ofMillis(100));

            assertThat(queue(queued, NOW)).isZero();
            desk.update("UPDATE analytics.computed_days SET took_micros = 2_000_000 / 4 / ?", Pace.MANY);
            assertThat(queue(queued, NOW)).isEqualTo(10);
            assertThat(queue(queued, NOW.plus(AT_REST))).isEqualTo(Pace.MANY);

            // Somebody always works on what came in today; nobody else waits for that.
            mark(desk, "2022-01-01", 10, NOW.minus(AT_REST), NOW);
            mark(desk, YOUNG.toString(), 1, NEVER_AT_REST, NOW);
            computed(desk, YOUNG.toString(), 1, NOW.minus(Duration.ofDays(1)), Duration.ofSeconds(9));
            assertThat(queue(queued, NOW.plus(AT_REST))).isEqualTo(10);
        }
    }

    @Test
    void daysOfACrowdDoNotWaitForEver() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            mark(desk, "2020-01-01", 100, NEVER_AT_REST, NOW);
            computed(desk, "2020-01-01", 100, NOW.minus(Duration.ofDays(1)), Duration.ofMinutes(1));

            Instant due = NOW.plus(MOST_FOR_MANY);
            assertThat(queue(queued, due.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, due)).isEqualTo(100);
        }
    }

    @Test
    void aDearDayRestsFromItsComputationAndACheapOneDoesNot() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", QUEUES_NOTHING_ITSELF)) {
            QueuedDays queued = worker.getBean(QueuedDays.class);
            mark(desk, "2020-01-01", 3, NOW, NOW);
            computed(desk, "2020-01-01", 1, NOW, Duration.ofSeconds(3));
            computed(desk, "2020-01-02", 1, NOW, Duration.ofMinutes(3));
            computed(desk, "2020-01-03", 1, NOW, CHEAP.minus(JUST_BEFORE));

            assertThat(queue(queued, NOW)).isEqualTo(1);
            Instant first = NOW.plus(Duration.ofSeconds(3 + 3 * 4));
            assertThat(queue(queued, first.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, first)).isEqualTo(1);
            Instant second = NOW.plus(Duration.ofMinutes(3)).plus(MOST_FOR_ONE);
            assertThat(queue(queued, second.minus(JUST_BEFORE))).isZero();
            assertThat(queue(queued, second)).isEqualTo(1);
        }
    }

    @Test
    void aQueuedDayThatIsNotDueAnyLongerIsNotComputed() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", Map.of("DESKLEDGER_KAFKA", "127.0.0.1:1"))) {
            LocalDate calm = LocalDate.parse("2020-01-01");
            LocalDate busy = LocalDate.parse("2021-01-01");
            LocalDate resting = LocalDate.parse("2022-01-01");
            Instant later = Instant.now().plus(Duration.ofDays(1));
            mark(desk, calm.toString(), 1, Instant.EPOCH, Instant.EPOCH);
            mark(desk, busy.toString(), Pace.MANY + 1, later, later);
            computed(desk, resting.toString(), 1, later, CHEAP);
            mark(desk, resting.toString(), 1, Instant.EPOCH, Instant.EPOCH);

            desk.update(
                    "INSERT INTO analytics.scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                            + " SELECT ?, day, now() + interval '2 s', false, 1 FROM unnest(CAST(? AS text[])) day"
                            + " ON CONFLICT DO NOTHING",
                    DayQueue.TASK,
                    "{%s,%s,%s}".formatted(calm, busy, resting));

            await().until(() -> desk.count("SELECT count(*) FROM analytics.scheduled_tasks") == 0);
            assertThat(desk.query(
                            "SELECT day FROM analytics.dirty_days WHERE day IN (CAST(? AS date), ?, ?) ORDER BY day",
                            row -> row.getObject(1, LocalDate.class),
                            calm,
                            busy,
                            resting))
                    .containsExactly(busy, resting);
            QueuedDays queued = worker.getBean(QueuedDays.class);
            Instant now = Instant.now();
            assertThat(queued.isDue(busy, now, YOUNG, queued.crowd(now, YOUNG))).isFalse();
            assertThat(queued.isDue(resting, now, YOUNG, queued.crowd(now, YOUNG)))
                    .isFalse();
        }
    }

    private static int queue(QueuedDays queued, Instant now) {
        return queued.queueMissing(DayQueue.TASK, now, YOUNG, queued.crowd(now, YOUNG));
    }

    private static void computed(Desk desk, String first, int days, Instant at, Duration took) {
        desk.update(
                "INSERT INTO analytics.computed_days (day, computed_at, took_micros)"
                        + " SELECT CAST(? AS date) + n, CAST(? AS timestamptz), ? FROM generate_series(0, ? - 1) n",
                first,
                at.toString(),
                took.toNanos() / 1_000,
                days);
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
