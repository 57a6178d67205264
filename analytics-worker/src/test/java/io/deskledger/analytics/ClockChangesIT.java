package io.deskledger.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The days of 2027 on which the clocks change: as long as they are, none counts a ticket twice, and none forgets one.
 */
class ClockChangesIT {

    private static final int MINUTES = 30;

    /** A ticket every half an hour, resolved an hour and a quarter later. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-28, 46",
        "Europe/Berlin, 2027-10-31, 50",
        "America/New_York, 2027-03-14, 46",
        "America/New_York, 2027-11-07, 50",
        "Australia/Lord_Howe, 2027-04-04, 49",
        "Australia/Lord_Howe, 2027-10-03, 47"
    })
    void theDaysOfTheMonthSumUpToTheMonth(String name, LocalDate change, long created) {
        ZoneId zone = ZoneId.of(name);
        YearMonth month = YearMonth.from(change);
        OffsetDateTime start = month.atDay(1).atStartOfDay(zone).toOffsetDateTime();
        OffsetDateTime end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toOffsetDateTime();
        long all = Duration.between(start, end).toMinutes() / MINUTES;
        try (Desk desk = Desk.prepared()) {
            // A day more at both ends, which is of other months.
            desk.update("""
                    INSERT INTO support.tickets (id, ticket_number, title, description, status, priority,
                                                 initial_priority, creator_id, assignee_id, resolved_assignee_id,
                                                 version, created_at, updated_at, resolved_at)
                    SELECT row_number() OVER (), 'TKT-' || at, 'A title', 'A long description', 'resolved', 'low',
                           'low', 1, 1, 1, 1, at, at, at + interval '75 min'
                      FROM generate_series(CAST(? AS timestamptz) - interval '24 h',
                                           CAST(? AS timestamptz) + interval '24 h', interval '30 min') at
                    """, start, end);
            try (ApplicationContext worker = desk.worker(name, Map.of())) {
                await().atMost(Desk.PATIENCE)
                        .until(() -> worker.isRunning()
                                && desk.count("SELECT count(*) FROM analytics.progress WHERE zone IS NULL OR EXISTS "
                                                + "(SELECT FROM analytics.dirty_days)")
                                        == 0);

                assertThat(desk.count("SELECT created FROM analytics.daily_totals WHERE day = ?", change))
                        .isEqualTo(created);
                assertThat(desk.count("SELECT resolved FROM analytics.daily_totals WHERE day = ?", change))
                        .isEqualTo(created);
                for (String table : new String[] {"daily_totals", "daily_ticket_facts"}) {
                    assertThat(sum(desk, "created", table, month)).as(table).isEqualTo(all);
                    assertThat(sum(desk, "resolved", table, month)).as(table).isEqualTo(all);
                }
                assertThat(sum(desk, "resolved", "daily_agent_facts", month)).isEqualTo(all);
                assertThat(desk.count(
                                "SELECT total FROM analytics.duration_months WHERE metric = 'resolution' AND month = ?",
                                month.atDay(1)))
                        .isEqualTo(all);
                assertThat(desk.count(
                                "SELECT micros FROM analytics.duration_months WHERE metric = 'resolution' AND month = ?",
                                month.atDay(1)))
                        .isEqualTo(all * 75 * 60_000_000);
                assertThat(Trends.stored(desk)).isEqualTo(Trends.counted(desk, zone));
            }
        }
    }

    private static long sum(Desk desk, String figure, String table, YearMonth month) {
        return desk.count(
                "SELECT sum(" + figure + ") FROM analytics." + table + " WHERE day BETWEEN ? AND ?",
                month.atDay(1),
                month.atEndOfMonth());
    }
}
