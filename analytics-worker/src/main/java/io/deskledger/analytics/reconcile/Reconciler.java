package io.deskledger.analytics.reconcile;

import io.deskledger.analytics.reconcile.Span.Kind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    private final Drifts drifts;
    private final ReconciliationRepository runs;
    private final UncountedDays uncounted;
    private final Clock clock;

    Reconciler(Drifts drifts, ReconciliationRepository runs, UncountedDays uncounted, Clock clock) {
        this.drifts = drifts;
        this.runs = runs;
        this.uncounted = uncounted;
        this.clock = clock;
    }

    /** Every day touched since the last such run, some of the others, and those that were left out altogether. */
    public Reconciliation scheduled() {
        Set<LocalDate> days = new TreeSet<>(runs.due(OTHERS));
        days.addAll(uncounted.find());
        return run("scheduled", List.copyOf(days), false);
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
        spans(days).forEach(span -> suspects.put(span, drifts.of(span)));
        suspects.values().removeIf(List::isEmpty);
        if (!suspects.isEmpty()) {
            awaitCompleteness(clock.instant());
        }
        int found = 0;
        Set<YearMonth> wrongDays = new HashSet<>();
        for (Map.Entry<Span, List<Drift>> suspect : suspects.entrySet()) {
            Span span = suspect.getKey();
            // Held against days that are wrong themselves, a month would be called right or wrong for nothing.
            if (span.kind() != Kind.MONTH || !wrongDays.contains(YearMonth.from(span.day()))) {
                int kept = keep(id, span, suspect.getValue(), repair);
                if (kept > 0 && span.kind() == Kind.DAY) {
                    wrongDays.add(YearMonth.from(span.day()));
                }
                found += kept;
            }
        }
        runs.finish(id, clock.instant(), days.size(), found);
        if (found > 0) {
            LOG.error("Reconciliation {}: {} figures are not what the tickets say", id, found);
        }
        return runs.find(id).orElseThrow();
    }

    /** Keeps what differs still: what did not before is a change that came meanwhile, late and not wrong. */
    private int keep(long run, Span span, List<Drift> before, boolean repair) {
        List<Drift> still = new ArrayList<>(drifts.of(span));
        still.retainAll(before);
        still.forEach(one ->
                runs.add(run, span.day(), one.tableName(), one.rowKey(), one.figure(), one.stored(), one.actual()));
        if (repair && !still.isEmpty()) {
            drifts.repair(span, run);
        }
        return still.size();
    }

    /** The days, the periods that end with them, and each month that they are of. */
    private static List<Span> spans(List<LocalDate> days) {
        Stream<Span> each =
                days.stream().flatMap(day -> Stream.of(new Span(day, Kind.DAY), new Span(day, Kind.PERIODS)));
        Stream<Span> months =
                days.stream().map(YearMonth::from).distinct().map(month -> new Span(month.atDay(1), Kind.MONTH));
        return Stream.concat(each, months).toList();
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
