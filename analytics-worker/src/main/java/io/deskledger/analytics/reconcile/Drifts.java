package io.deskledger.analytics.reconcile;

import io.deskledger.analytics.day.SpanSums;
import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Finds what of a span is stored wrong, and has it made again. */
@Singleton
class Drifts {

    private final RawFigures raw;
    private final DirtyDays dirty;
    private final SpanSums sums;
    private final ReportingZone zone;
    private final Clock clock;

    Drifts(RawFigures raw, DirtyDays dirty, SpanSums sums, ReportingZone zone, Clock clock) {
        this.raw = raw;
        this.dirty = dirty;
        this.sums = sums;
        this.zone = zone;
        this.clock = clock;
    }

    /** Every figure of the span that differs now. */
    List<Drift> of(Span span) {
        LocalDate day = span.day();
        return switch (span.kind()) {
            case DAY -> raw.drift(day, zone.start(day), zone.end(day));
            case MONTH -> {
                List<Drift> drifts = new ArrayList<>(raw.monthDrift(day, day.plusMonths(1)));
                drifts.addAll(raw.sketchDrift(day, day.plusMonths(1)));
                yield drifts;
            }
            case PERIODS -> raw.periodDrift(day);
        };
    }

    /** Makes it again, or has that done soon; it is said that this run is the reason. */
    void repair(Span span, long run) {
        LocalDate day = span.day();
        switch (span.kind()) {
            case DAY -> dirty.markRange(day, day, clock.instant(), "repair by reconciliation " + run);
            case MONTH -> sums.sumUp(YearMonth.from(day));
            case PERIODS -> raw.outdate(day);
        }
    }
}
