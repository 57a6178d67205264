package io.deskledger.analytics.day;

import io.deskledger.model.summary.FiveDays;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.List;

/** Keeps the sums of a month, and of five days of it, what its days say. */
@Singleton
public class SpanSums {

    private final Spans spans;
    private final SketchSums sketches;

    SpanSums(Spans spans, SketchSums sketches) {
        this.spans = spans;
        this.sketches = sketches;
    }

    /** Those that the day is of. Within the caller's transaction, or in one of its own. */
    @Transactional
    public void sumUp(LocalDate day) {
        sumUp(YearMonth.from(day), List.of(FiveDays.of(day)));
    }

    /** All of the month, likewise. */
    @Transactional
    public void sumUp(YearMonth month) {
        sumUp(month, FiveDays.of(month));
    }

    private void sumUp(YearMonth month, List<FiveDays> fives) {
        spans.lock(Math.toIntExact(month.getLong(ChronoField.PROLEPTIC_MONTH)));
        spans.sumUpMonth(month.atDay(1), month.plusMonths(1).atDay(1));
        fives.forEach(five -> spans.sumUpFive(five.first(), five.next()));
        sketches.sumUp(month, fives);
    }
}
