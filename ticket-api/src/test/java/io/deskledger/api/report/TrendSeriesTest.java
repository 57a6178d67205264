package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrendSeriesTest {

    private static final DailyTrend LONG_BEFORE = day("2026-11-02", 9, 2, 7);
    private static final DailyTrend WEDNESDAY = day("2027-01-06", 3, 1, 9);
    private static final DailyTrend SUNDAY = day("2027-01-31", 1, 4, 6);
    private static final DailyTrend MONDAY = day("2027-02-01", 5, 0, 11);

    @Test
    void everyDayIsThereAndTheBacklogGoesOn() {
        var items = TrendSeries.of(range("2027-01-05", "2027-01-08"), Interval.DAY, List.of(LONG_BEFORE, WEDNESDAY));

        assertThat(items)
                .containsExactly(
                        item("2027-01-05", 0, 0, 7),
                        item("2027-01-06", 3, 1, 9),
                        item("2027-01-07", 0, 0, 9),
                        item("2027-01-08", 0, 0, 9));
    }

    @Test
    void weeksStartOnMondayAndAreCutByTheRange() {
        var items =
                TrendSeries.of(range("2027-01-20", "2027-02-02"), Interval.WEEK, List.of(WEDNESDAY, SUNDAY, MONDAY));

        assertThat(items)
                .containsExactly(
                        item("2027-01-18", 0, 0, 9), item("2027-01-25", 1, 4, 6), item("2027-02-01", 5, 0, 11));
    }

    @Test
    void monthsAreCutByTheRange() {
        var items =
                TrendSeries.of(range("2027-01-06", "2027-02-10"), Interval.MONTH, List.of(WEDNESDAY, SUNDAY, MONDAY));

        assertThat(items).containsExactly(item("2027-01-01", 4, 5, 6), item("2027-02-01", 5, 0, 11));
    }

    @Test
    void withoutAnyFiguresEveryIntervalIsEmpty() {
        assertThat(TrendSeries.of(range("2027-01-01", "2027-12-31"), Interval.MONTH, List.of()))
                .hasSize(12)
                .allMatch(item -> item.created() == 0 && item.backlog() == 0);
    }

    private static DayRange range(String from, String to) {
        return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    private static DailyTrend day(String day, long created, long resolved, long backlog) {
        return new DailyTrend(LocalDate.parse(day), created, 0, resolved, 0, 0, backlog);
    }

    private static TrendItem item(String period, long created, long resolved, long backlog) {
        return new TrendItem(LocalDate.parse(period), created, 0, resolved, 0, 0, backlog, Map.of());
    }
}
