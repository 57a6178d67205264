package io.deskledger.analytics.day;

import io.deskledger.model.summary.FiveDays;
import io.deskledger.model.summary.Sketches;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adds the packed durations of days up. Here and not by SQL: unpacked, a month of categories is tens of thousands of
 * rows, which cost every day's refresh more than all the rest.
 */
@Singleton
class SketchSums {

    private final SketchRows rows;

    SketchSums(SketchRows rows) {
        this.rows = rows;
    }

    /** Within the caller's transaction, which holds the month's lock. */
    void sumUp(YearMonth month, List<FiveDays> fives) {
        LocalDate first = month.atDay(1);
        List<SketchRow> days = rows.days(first, month.plusMonths(1).atDay(1));
        keep("month", first, days);
        for (FiveDays five : fives) {
            keep(
                    "five",
                    five.first(),
                    days.stream().filter(day -> five.holds(day.firstDay())).toList());
        }
    }

    private void keep(String span, LocalDate first, List<SketchRow> days) {
        Map<String, List<SketchRow>> kinds = days.stream()
                .collect(Collectors.groupingBy(
                        day -> day.metric() + "/" + day.dimension(), TreeMap::new, Collectors.toList()));
        rows.removeOthers(span, first, kinds.keySet().toArray(String[]::new));
        kinds.values().forEach(kind -> {
            Sketches sum = new Sketches();
            kind.forEach(day -> sum.add(day.keys(), day.data()));
            rows.keep(
                    span,
                    first,
                    kind.getFirst().metric(),
                    kind.getFirst().dimension(),
                    kind.stream().mapToLong(SketchRow::total).sum(),
                    kind.stream().map(SketchRow::micros).reduce(BigDecimal.ZERO, BigDecimal::add),
                    sum.keys(),
                    sum.data());
        });
    }
}
