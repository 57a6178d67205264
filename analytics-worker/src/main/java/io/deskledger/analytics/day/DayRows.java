package io.deskledger.analytics.day;

import io.deskledger.analytics.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** Brings a day's rows to what the tickets say, and keeps what reports said before where that was something else. */
@Singleton
class DayRows {

    private static final String NOTHING = "{}";

    private final DayFacts facts;
    private final SpanSums sums;
    private final Restatements restatements;
    private final ReportingZone zone;
    private final Clock clock;

    DayRows(DayFacts facts, SpanSums sums, Restatements restatements, ReportingZone zone, Clock clock) {
        this.facts = facts;
        this.sums = sums;
        this.restatements = restatements;
        this.zone = zone;
        this.clock = clock;
    }

    /** Within the caller's transaction, which holds the day's lock. */
    void bringUp(LocalDate day) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        String before = facts.totals(day).orElse(NOTHING);
        Instant end = zone.end(day);
        boolean outdated = facts.isOutdated(day);
        boolean changed = facts.recompute(day, zone.start(day), end) > 0;
        if (changed) {
            String after = facts.totals(day).orElse(NOTHING);
            if (!after.equals(before)) {
                restatements.record(day, end, before, after, now);
            }
        }
        if (changed || outdated) {
            sums.sumUp(day);
        }
        facts.computed(day, now, (System.nanoTime() - start) / 1_000);
    }

    /**
     * Whether a ticket has lost a promise since it was counted here. Its events can't name the day: a mark made of one
     * before we commit finds neither the promise nor what we have written down. So the caller's transaction keeps such
     * marks waiting from here on, and looks at what was committed before.
     */
    boolean hasLostPromise(LocalDate day) {
        facts.lockPromises();
        return facts.isPromiseGone(day, zone.start(day), zone.end(day));
    }

    void lock(LocalDate day) {
        facts.lock(Math.toIntExact(day.toEpochDay()));
    }
}
