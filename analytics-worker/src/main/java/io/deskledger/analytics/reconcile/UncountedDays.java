package io.deskledger.analytics.reconcile;

import io.deskledger.analytics.dirty.TicketSpan;
import io.deskledger.analytics.dirty.TicketSpanQuery;
import io.deskledger.analytics.time.ReportingZone;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the days on which something happened to tickets and that were never computed, though nothing waits to be: their
 * marks were lost. Nothing that is stored leads to them.
 */
@Singleton
class UncountedDays {

    private static final int PORTION = 5_000;

    private final UncountedDayQuery days;
    private final TicketSpanQuery tickets;
    private final ReportingZone zone;
    private final Clock clock;

    UncountedDays(UncountedDayQuery days, TicketSpanQuery tickets, ReportingZone zone, Clock clock) {
        this.days = days;
        this.tickets = tickets;
        this.zone = zone;
        this.clock = clock;
    }

    /** From the first ticket to today, in order. */
    List<LocalDate> find() {
        TicketSpan span = tickets.span();
        if (span.first() == null) {
            return List.of();
        }
        Instant now = clock.instant();
        Instant last = span.last() == null || span.last().isBefore(now) ? now : span.last();
        Set<LocalDate> known = new HashSet<>(days.known());
        List<LocalDate> unknown = zone.dayOf(span.first())
                .datesUntil(zone.dayOf(last).plusDays(1))
                .filter(day -> !known.contains(day))
                .toList();
        List<LocalDate> found = new ArrayList<>();
        for (int i = 0; i < unknown.size(); i += PORTION) {
            List<LocalDate> some = unknown.subList(i, Math.min(i + PORTION, unknown.size()));
            found.addAll(days.withTickets(
                    texts(some, Function.identity()), texts(some, zone::start), texts(some, zone::end)));
        }
        return found;
    }

    private static String[] texts(List<LocalDate> days, Function<LocalDate, ?> value) {
        return days.stream().map(day -> value.apply(day).toString()).toArray(String[]::new);
    }
}
