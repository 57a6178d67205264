package io.deskledger.analytics.change;

import io.deskledger.analytics.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** On which days tickets are counted that an event of theirs does not name. */
@Singleton
class PastDays {

    private final ReopeningTimes reopenings;
    private final SlaTicketDays promises;
    private final ReportingZone zone;

    PastDays(ReopeningTimes reopenings, SlaTicketDays promises, ReportingZone zone) {
        this.reopenings = reopenings;
        this.promises = promises;
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

    /**
     * The days on which promises to the tickets are counted, or are to be. A computation that saw them as they were
     * either finds out by itself that they have changed, or shows here: those that have looked are waited for.
     */
    List<Day> promised(Set<Long> tickets) {
        return days(tickets, promises::times, promises::counted);
    }

    /**
     * {@link #promised} of tickets to which a comment was made, changed or removed that altered none of their dates.
     */
    List<Day> answered(Set<Long> tickets) {
        return days(tickets, promises::nextResponseTimes, promises::countedWithNextResponses);
    }

    private List<Day> days(
            Set<Long> tickets,
            Function<String[], List<SlaTime>> times,
            Function<String[], List<SlaTicketDay>> counted) {
        if (tickets.isEmpty()) {
            return List.of();
        }
        String[] ids = tickets.stream().map(Object::toString).toArray(String[]::new);
        promises.awaitLooked();
        List<Day> days = new ArrayList<>();
        times.apply(ids).forEach(one -> days.add(new Day(one.ticketId(), zone.dayOf(one.at()))));
        counted.apply(ids).forEach(one -> days.add(new Day(one.ticketId(), one.day())));
        return days;
    }
}
