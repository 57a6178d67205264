package io.deskledger.analytics.change;

import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** On which days tickets are counted that an event of theirs does not name. */
@Singleton
class PastDays {

    private final ReopeningTimes reopenings;
    private final SlaTicketDays promises;
    private final DirtyDays dirtyDays;
    private final ReportingZone zone;

    PastDays(ReopeningTimes reopenings, SlaTicketDays promises, DirtyDays dirtyDays, ReportingZone zone) {
        this.reopenings = reopenings;
        this.promises = promises;
        this.dirtyDays = dirtyDays;
        this.zone = zone;
    }

    /** A ticket and a day on which it counts. */
    record Day(long ticketId, LocalDate day) {}

    /** The days of the tickets' reopenings. */
    List<Day> reopened(Set<Long> tickets) {
        return tickets.isEmpty()
                ? List.of()
                : reopenings.of(tickets).stream()
                        .map(one -> new Day(one.ticketId(), zone.dayOf(one.changedAt())))
                        .toList();
    }

    /** The days on which promises to the tickets are counted, or are to be. */
    List<Day> promised(Set<Long> tickets) {
        if (tickets.isEmpty()) {
            return List.of();
        }
        String[] ids = tickets.stream().map(Object::toString).toArray(String[]::new);
        List<Day> now = new ArrayList<>();
        List<Day> before = new ArrayList<>();
        promises.times(ids)
                .forEach(one -> (one.counts() ? now : before).add(new Day(one.ticketId(), zone.dayOf(one.at()))));
        now.addAll(beingCounted(before));
        promises.counted(ids).forEach(one -> now.add(new Day(one.ticketId(), one.day())));
        return now;
    }

    /**
     * Those on days whose computation is under way or to come: it may have seen what is over now, and not have said so
     * yet. Asked for before what was counted, so that a computation which ends in between shows there.
     */
    private List<Day> beingCounted(List<Day> past) {
        if (past.isEmpty()) {
            return List.of();
        }
        Set<LocalDate> dirty = new HashSet<>(dirtyDays.among(
                past.stream().map(one -> one.day().toString()).distinct().toArray(String[]::new)));
        return past.stream().filter(one -> dirty.contains(one.day())).toList();
    }
}
