package io.deskledger.api.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts days together to intervals: flows are summed, the backlog is the one at the interval's end. */
final class TrendSeries {

    private TrendSeries() {}

    /**
     * Every interval of the range; those at its ends may be cut by it and count only their days within.
     *
     * @param days in order: those of the range that have figures, and at most one before it
     */
    static List<TrendItem> of(DayRange range, Interval interval, List<DailyTrend> days) {
        Iterator<DailyTrend> rest = days.iterator();
        @Nullable DailyTrend next = next(rest);
        long backlog = 0;
        if (next != null && next.day().isBefore(range.from())) {
            backlog = next.backlog();
            next = next(rest);
        }
        List<TrendItem> items = new ArrayList<>();
        LocalDate day = range.from();
        while (!day.isAfter(range.to())) {
            LocalDate last = interval.last(day);
            TrendItem item = TrendItem.empty(interval.first(day), backlog);
            while (next != null && !next.day().isAfter(last)) {
                item = item.plus(next);
                next = next(rest);
            }
            items.add(item);
            backlog = item.backlog();
            day = last.plusDays(1);
        }
        return items;
    }

    private static @Nullable DailyTrend next(Iterator<DailyTrend> days) {
        return days.hasNext() ? days.next() : null;
    }
}
