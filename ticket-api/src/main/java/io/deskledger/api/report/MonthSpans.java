package io.deskledger.api.report;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A range as the calendar months that it holds whole, whose sums are stored, and the days before and after them: a year
 * is at most twelve months and 60 days.
 *
 * @param from the first day
 * @param whole the first day of the first whole month; where there is none, that of next
 * @param next the first day after the whole months; where there are none, the day after the range
 * @param end the day after the range
 */
record MonthSpans(LocalDate from, LocalDate whole, LocalDate next, LocalDate end) {

    static MonthSpans of(DayRange range) {
        LocalDate end = range.to().plusDays(1);
        LocalDate first = range.from().minusDays(1).with(TemporalAdjusters.firstDayOfNextMonth());
        LocalDate last = end.withDayOfMonth(1);
        return first.isBefore(last)
                ? new MonthSpans(range.from(), first, last, end)
                : new MonthSpans(range.from(), end, end, end);
    }

    /**
     * The rows of a range, as a query in parentheses that takes {@link #parameters}: those of whole months, and of the
     * days around them.
     *
     * @param months selects rows of months that are {@code {within}} the range, without parameters of its own
     * @param days selects rows of days likewise, with the same columns
     */
    static String rows(String months, String days) {
        String ofDays = days.replace("{within}", "day >= ? AND day < ?");
        return "(" + months.replace("{within}", "month >= ? AND month < ?") + " UNION ALL " + ofDays + " UNION ALL "
                + ofDays + ")";
    }

    /** The parameters of as many {@link #rows} as there are ranges, and those that follow. */
    static Object[] parameters(List<DayRange> ranges, Object... more) {
        List<Object> parameters = new ArrayList<>();
        for (DayRange range : ranges) {
            MonthSpans spans = of(range);
            parameters.addAll(List.of(spans.whole, spans.next, spans.from, spans.whole, spans.next, spans.end));
        }
        parameters.addAll(Arrays.asList(more));
        return parameters.toArray();
    }
}
