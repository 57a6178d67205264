package io.deskledger.api.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What every report says of itself.
 *
 * @param from the first day
 * @param to the last day
 * @param zone the zone whose days these are
 * @param asOf every change recorded before it is counted; null where that is not known yet
 */
public record Frame(
        LocalDate from, LocalDate to, ZoneId zone, @Nullable Instant asOf) {

    public DayRange range() {
        return new DayRange(from, to);
    }

    /** The first instant of the first day. */
    Instant start() {
        return startOf(from);
    }

    /** The first instant after the last day. */
    Instant end() {
        return startOf(to.plusDays(1));
    }

    /** Leads to the tickets of all these days. */
    TicketLinks tickets() {
        return TicketLinks.between(start(), end());
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** As many days as these, right before them. */
    public DayRange previous() {
        return new DayRange(from.minusDays(to.toEpochDay() - from.toEpochDay() + 1), from.minusDays(1));
    }
}
