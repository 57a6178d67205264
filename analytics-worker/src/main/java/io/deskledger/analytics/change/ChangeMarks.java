package io.deskledger.analytics.change;

import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.dirty.SummaryZone;
import io.deskledger.analytics.time.ReportingZone;
import io.deskledger.model.event.TicketEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Marks the days that a batch of changes altered; the same batch twice marks the same days. */
@Singleton
class ChangeMarks {

    private final DirtyDays days;
    private final ReopeningTimes reopenings;
    private final SummaryZone summaryZone;
    private final ReportingZone zone;
    private final Clock clock;

    ChangeMarks(DirtyDays days, ReopeningTimes reopenings, SummaryZone summaryZone, ReportingZone zone, Clock clock) {
        this.days = days;
        this.reopenings = reopenings;
        this.summaryZone = summaryZone;
        this.zone = zone;
        this.clock = clock;
    }

    /** Refuses to go on where the summaries are in another zone than ours: others must read our share of the topic. */
    @Transactional
    void check() {
        summaryZone.require();
    }

    /** Marks the days, if any; answers whether there were any. */
    @Transactional
    boolean mark(List<TicketEvent> events) {
        Set<Instant> times = new HashSet<>();
        events.forEach(event -> times.addAll(TouchedDays.times(event)));
        List<Long> moved = events.stream()
                .filter(TouchedDays::movesReopenings)
                .map(event -> event.header().entityId())
                .distinct()
                .toList();
        if (!moved.isEmpty()) {
            reopenings.of(moved).forEach(reopening -> times.add(reopening.changedAt()));
        }
        if (times.isEmpty()) {
            return false;
        }
        summaryZone.require();
        String[] marked =
                times.stream().map(zone::dayOf).distinct().map(Object::toString).toArray(String[]::new);
        days.mark(marked, clock.instant(), oldest(events));
        return true;
    }

    private static Instant oldest(List<TicketEvent> events) {
        return events.stream()
                .map(event -> event.header().recordedAt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
