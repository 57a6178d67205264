package io.deskledger.analytics.reconcile;

import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds days against the tickets and keeps what it found.
 *
 * <p>A change shows in the tickets before its day is marked, so a difference may be nothing but young. What differs is
 * therefore looked at again once the summaries are complete up to the first look: what differs still, on a day that is
 * not about to be computed, is drift.
 */
@Singleton
public class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int OTHERS = 30;

    /** A day, or the whole month that begins with it. */
    private record Span(LocalDate first, boolean month) {}

    private final RawFigures raw;
    private final ReconciliationRepository runs;
    private final DirtyDays dirty;
    private final ReportingZone zone;
    private final Clock clock;

    Reconciler(RawFigures raw, ReconciliationRepository runs, DirtyDays dirty, ReportingZone zone, Clock clock) {
        this.raw = raw;
        this.runs = runs;
        this.dirty = dirty;
        this.zone = zone;
        this.clock = clock;
    }

    /** Every day touched since the last such run, and some of the others. */
    public Reconciliation scheduled() {
        return run("scheduled", runs.due(OTHERS), false);
    }

    /**
     * Every day from first to last, computed ever or not; those that drifted are computed again where that is asked
     * for.
     */
    public Reconciliation requested(LocalDate first, LocalDate last, boolean repair) {
        return run("requested", first.datesUntil(last.plusDays(1)).toList(), repair);
    }

    private Reconciliation run(String cause, List<LocalDate> days, boolean repair) {
        Instant begun = clock.instant();
        long id = runs.begin(cause, begun);
        Map<Span, List<Drift>> suspects = new LinkedHashMap<>();
        spans(days).forEach(span -> suspects.put(span, drifts(span)));
        suspects.values().removeIf(List::isEmpty);
        if (!suspects.isEmpty()) {
            awaitCompleteness(clock.instant());
        }
        int found = 0;
        for (Map.Entry<Span, List<Drift>> suspect : suspects.entrySet()) {
            LocalDate day = suspect.getKey().first();
            List<Drift> drifts = new ArrayList<>(drifts(suspect.getKey()));
            // What differs now and did not before is a change that came meanwhile: late, not wrong.
            drifts.retainAll(suspect.getValue());
            drifts.forEach(
                    one -> runs.add(id, day, one.tableName(), one.rowKey(), one.figure(), one.stored(), one.actual()));
            if (repair && !drifts.isEmpty()) {
                dirty.markRange(day, day, clock.instant(), "repair by reconciliation " + id);
            }
            found += drifts.size();
        }
        runs.finish(id, clock.instant(), days.size(), found);
        if (found > 0) {
            LOG.error("Reconciliation {}: {} figures are not what the tickets say", id, found);
        }
        return runs.find(id).orElseThrow();
    }

    /** The days, and each month that they are of. */
    private static List<Span> spans(List<LocalDate> days) {
        Stream<Span> months =
                days.stream().map(YearMonth::from).distinct().map(month -> new Span(month.atDay(1), true));
        return Stream.concat(days.stream().map(day -> new Span(day, false)), months)
                .toList();
    }

    private List<Drift> drifts(Span span) {
        LocalDate day = span.first();
        return span.month() ? raw.monthDrift(day, day.plusMonths(1)) : raw.drift(day, zone.start(day), zone.end(day));
    }

    private void awaitCompleteness(Instant time) {
        Instant limit = clock.instant().plus(PATIENCE);
        while (!runs.isCompleteUpTo(time)) {
            if (clock.instant().isAfter(limit)) {
                throw new IllegalStateException("the summaries did not get complete up to " + time);
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the summaries", e);
            }
        }
    }
}
