package io.deskledger.model.summary;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Five days of a calendar month. Every month has six of them, from its days 1, 6, 11, 16, 21 and 26; the last one goes
 * on to the month's end and has three to six.
 *
 * @param first the first day
 * @param next the first day after it
 */
public record FiveDays(LocalDate first, LocalDate next) {

    private static final int LENGTH = 5;
    private static final int LAST = 26;

    /** The one that the day is of. */
    public static FiveDays of(LocalDate day) {
        int place = Math.min((day.getDayOfMonth() - 1) / LENGTH * LENGTH + 1, LAST);
        LocalDate first = day.withDayOfMonth(place);
        return new FiveDays(first, place == LAST ? first.withDayOfMonth(1).plusMonths(1) : first.plusDays(LENGTH));
    }

    /** Those of a month, in order. */
    public static List<FiveDays> of(YearMonth month) {
        List<FiveDays> all = new ArrayList<>();
        for (int place = 1; place <= LAST; place += LENGTH) {
            all.add(of(month.atDay(place)));
        }
        return all;
    }

    /** The first day of the first one that begins on that day or later. */
    public static LocalDate beginFrom(LocalDate day) {
        FiveDays around = of(day);
        return around.first.equals(day) ? day : around.next;
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(first) && day.isBefore(next);
    }
}
