package io.deskledger.api.report;

import io.deskledger.model.summary.FiveDays;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A range as the calendar months that it holds whole, whose sums are stored, the fives of days before and after them,
 * whose sums are, too, and the days before and after those: a year is at most twelve months, ten fives and ten days.
 *
 * @param from the first day
 * @param fives the first day of the first whole five; where there is none, end
 * @param months the first day of the first whole month; where there is none, that of afterMonths
 * @param afterMonths the first day after the whole months; where there are none, afterFives
 * @param afterFives the first day after the whole fives; where there are none, end
 * @param end the day after the range
 */
record Spans(
        LocalDate from, LocalDate fives, LocalDate months, LocalDate afterMonths, LocalDate afterFives, LocalDate end) {

    static Spans of(DayRange range) {
        LocalDate from = range.from();
        LocalDate end = range.to().plusDays(1);
        LocalDate fives = FiveDays.beginFrom(from);
        LocalDate afterFives = FiveDays.of(end).first();
        if (!fives.isBefore(afterFives)) {
            return new Spans(from, end, end, end, end, end);
        }
        LocalDate months = fives.minusDays(1).with(TemporalAdjusters.firstDayOfNextMonth());
        LocalDate afterMonths = afterFives.withDayOfMonth(1);
        return months.isBefore(afterMonths)
                ? new Spans(from, fives, months, afterMonths, afterFives, end)
                : new Spans(from, fives, afterFives, afterFives, afterFives, end);
    }

    /**
     * The rows of a range, as a query in parentheses that takes {@link #parameters}: those of whole months, of whole
     * fives around them, and of the days around those.
     *
     * @param months selects rows of months that are {@code {within}} the range, without parameters of its own
     * @param fives selects rows of fives likewise, with the same columns
     * @param days selects rows of days likewise
     */
    static String rows(String months, String fives, String days) {
        return "(" + within(months, "month") + " UNION ALL " + twice(within(fives, "five")) + " UNION ALL "
                + twice(within(days, "day")) + ")";
    }

    /** The same of a table that has the rows of all spans, told apart by {@code span} and {@code first_day}. */
    static String rows(String any) {
        String within = within(any, "first_day");
        return "(" + within.replace("{span}", "month") + " UNION ALL " + twice(within.replace("{span}", "five"))
                + " UNION ALL " + twice(within.replace("{span}", "day")) + ")";
    }

    private static String within(String rows, String column) {
        return rows.replace("{within}", column + " >= ? AND " + column + " < ?");
    }

    private static String twice(String rows) {
        return rows + " UNION ALL " + rows;
    }

    /** The parameters of as many {@link #rows} as there are ranges, and those that follow. */
    static Object[] parameters(List<DayRange> ranges, Object... more) {
        List<Object> parameters = new ArrayList<>();
        for (DayRange range : ranges) {
            Spans spans = of(range);
            parameters.addAll(List.of(spans.months, spans.afterMonths));
            parameters.addAll(List.of(spans.fives, spans.months, spans.afterMonths, spans.afterFives));
            parameters.addAll(List.of(spans.from, spans.fives, spans.afterFives, spans.end));
        }
        parameters.addAll(Arrays.asList(more));
        return parameters.toArray();
    }
}
