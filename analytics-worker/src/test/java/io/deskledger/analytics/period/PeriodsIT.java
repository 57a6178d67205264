package io.deskledger.analytics.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.analytics.ChangeTopic;
import io.deskledger.analytics.Desk;
import io.deskledger.analytics.SampleTicket;
import io.deskledger.analytics.reconcile.Reconciler;
import io.deskledger.analytics.time.ReportingZone;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeriodsIT {

    private static final ZoneId ZONE = ZoneId.of("Europe/Rome");
    private static final List<TicketPriority> PRIORITIES = List.of(TicketPriority.values());

    /** The test alone says when days are closed: the worker's own hours are on the 29th of a February. */
    private static final Map<String, Object> BY_HAND =
            Map.of("DESKLEDGER_DAY_CLOSE_CRON", "0 0 0 29 2 *", "DESKLEDGER_RANKINGS_CRON", "0 0 0 29 2 *");

    private final LocalDate today = LocalDate.now(ZONE);

    @Test
    void closedPeriodsSayWhatTheTicketsSay() {
        Random random = new Random(5);
        try (Desk desk = Desk.prepared();
                ChangeTopic topic = new ChangeTopic()) {
            List<SampleTicket> tickets = new ArrayList<>();
            for (int n = 1; n <= 150; n++) {
                tickets.add(worked(desk, n, random));
            }
            try (ApplicationContext worker = desk.worker(ZONE.getId(), BY_HAND)) {
                desk.awaitComplete();
                DayClose days = days(worker);

                assertThat(days.closeDays()).isEqualTo(35);
                PeriodFigures.assertStoredEqualsTickets(desk, ZONE);
                assertThat(days.closeDays()).isZero();
                assertThat(days.refresh()).isZero();

                // Late changes of tickets of long ago: what was made of the days that they touch is made again.
                List<TicketEvent> late = new ArrayList<>();
                for (SampleTicket ticket : tickets.subList(0, 5)) {
                    late.add(ticket.move(TicketStatus.IN_PROGRESS, ticket.laterThanNow(1)));
                    late.add(ticket.recategorize("late", ticket.laterThanNow(1)));
                }
                topic.publish(late);
                desk.awaitComplete();
                assertThat(days.refresh()).isPositive();
                PeriodFigures.assertStoredEqualsTickets(desk, ZONE);
                assertThat(days.refresh()).isZero();
            }
        }
    }

    @Test
    void whatIsStoredOfAPeriodIsHeldAgainstTheFacts() {
        Random random = new Random(6);
        try (Desk desk = Desk.prepared()) {
            for (int n = 1; n <= 120; n++) {
                worked(desk, n, random);
            }
            try (ApplicationContext worker = desk.worker(ZONE.getId(), BY_HAND)) {
                desk.awaitComplete();
                DayClose days = days(worker);
                days.closeDays();
                LocalDate yesterday = today.minusDays(1);
                Reconciler reconciler = worker.getBean(Reconciler.class);
                assertThat(reconciler
                                .requested(today.minusDays(35), yesterday, false)
                                .drifts())
                        .isZero();

                desk.update(
                        "UPDATE analytics.agent_rankings SET rank = rank + 1 WHERE period = '90d' AND metric = 'resolved'"
                                + " AND last_day = ? AND agent_id = 2",
                        yesterday);
                desk.update(
                        "UPDATE analytics.cohort_resolution SET total = total + 1 WHERE period = '30d' AND last_day = ?"
                                + " AND kind = 'priority' AND cohort = 'low'",
                        yesterday);
                desk.update(
                        "DELETE FROM analytics.cohort_resolution WHERE period = '90d' AND last_day = ? AND kind = 'tag'"
                                + " AND cohort = '1'",
                        yesterday);
                assertThat(reconciler.requested(yesterday, yesterday, true).drifts())
                        .isEqualTo(5);
                assertThat(desk.query(
                                "SELECT DISTINCT table_name || ' ' || row_key FROM analytics.drifts",
                                row -> row.getString(1)))
                        .containsExactlyInAnyOrder(
                                "agent_rankings 90d/resolved/2",
                                "cohort_resolution 30d/priority/low",
                                "cohort_resolution 90d/tag/1");

                assertThat(days.refresh()).isPositive();
                assertThat(reconciler.requested(yesterday, yesterday, false).drifts())
                        .isZero();
            }
        }
    }

    @Test
    void whatWasMissedIsMadeUpDayByDay() {
        try (Desk desk = Desk.prepared()) {
            SampleTicket.create(desk, 1, TicketPriority.LOW, null, at(today.minusDays(2)));
            try (ApplicationContext worker = desk.worker(ZONE.getId(), BY_HAND)) {
                desk.awaitComplete();
                DayClose days = days(worker);
                days.closeDays();
                LocalDate last = today.minusDays(10);
                desk.update("DELETE FROM analytics.closed_days WHERE day > ?", last);
                desk.update("DELETE FROM analytics.periods WHERE last_day > ?", last);

                assertThat(days.closeDays()).isEqualTo(9);

                assertThat(ended(desk, "day")).isEqualTo(35);
                assertThat(ended(desk, "7d")).isEqualTo(35);
                assertThat(ended(desk, "30d")).isEqualTo(35);
                assertThat(ended(desk, "90d")).isEqualTo(35);
                assertThat(ended(desk, "week")).isEqualTo(5);
                assertThat(ended(desk, "month")).isBetween(1L, 2L);
            }
        }
    }

    /** A day whose changes are not all in the facts yet is not over for the tables. */
    @Test
    void noDayIsClosedBeforeItIsComplete() {
        Map<String, Object> settings = new HashMap<>(BY_HAND);
        settings.put("DESKLEDGER_ANALYTICS_SWEEP", "1h");
        try (Desk desk = Desk.prepared()) {
            try (ApplicationContext worker = desk.worker(ZONE.getId(), settings)) {
                desk.update("UPDATE analytics.progress SET as_of = ?", at(today.minusDays(3)));

                assertThat(days(worker).closeDays()).isEqualTo(32);
                assertThat(desk.count("SELECT count(*) FROM analytics.closed_days WHERE day >= ?", today.minusDays(3)))
                        .isZero();
            }
        }
    }

    /** It closes by the test's today, also where midnight comes in between. */
    private DayClose days(ApplicationContext worker) {
        return new DayClose(
                worker.getBean(PeriodRepository.class),
                worker.getBean(PeriodMaker.class),
                worker.getBean(ReportingZone.class),
                Clock.fixed(at(today), ZONE));
    }

    private SampleTicket worked(Desk desk, int id, Random random) {
        Instant created = at(today.minusDays(1L + random.nextInt(150))).plusSeconds(random.nextInt(30_000));
        String category = random.nextBoolean() ? null : "c" + random.nextInt(3);
        SampleTicket ticket = SampleTicket.create(desk, id, PRIORITIES.get(random.nextInt(4)), category, created);
        ticket.assign(1L + random.nextInt(4), ticket.laterThanNow(1));
        if (random.nextBoolean()) {
            ticket.tag(1L + random.nextInt(2), ticket.laterThanNow(1));
        }
        if (random.nextInt(3) > 0) {
            ticket.comment(1L + random.nextInt(4), ticket.laterThanNow(60L * (1 + random.nextInt(5))));
        }
        if (random.nextInt(4) > 0) {
            // Often the same time, so that there are ties.
            ticket.move(TicketStatus.RESOLVED, ticket.laterThanNow(3_600L * (1 + random.nextInt(3))));
        }
        return ticket;
    }

    private static Instant at(LocalDate day) {
        return day.atTime(LocalTime.of(9, 0)).atZone(ZONE).toInstant();
    }

    private static long ended(Desk desk, String period) {
        return desk.count("SELECT count(*) FROM analytics.periods WHERE period = ?", period);
    }
}
