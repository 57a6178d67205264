package io.deskledger.api.sla.live;

import io.deskledger.model.sla.OpeningHours;
import io.deskledger.model.sla.WorkCalendar;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks at calendars backwards. */
final class Calendars {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Calendars() {}

    static boolean isAlwaysOpen(WorkCalendar calendar) {
        return calendar.holidays().isEmpty()
                && calendar.hours().size() == DayOfWeek.values().length
                && calendar.hours().values().stream().allMatch(List.of(OpeningHours.WHOLE_DAY)::equals);
    }

    /** Whoever began before that instant has had more open time than the amount by now; to the millisecond. */
    static Instant latestBefore(WorkCalendar calendar, Duration amount, Instant now) {
        Duration span = amount.plusHours(1);
        while (calendar.between(now.minus(span), now).compareTo(amount) <= 0) {
            if (span.compareTo(LONGEST) > 0) {
                return now.minus(span);
            }
            span = span.multipliedBy(2);
        }
        Instant early = now.minus(span);
        Instant late = now;
        while (Duration.between(early, late).compareTo(Duration.ofMillis(1)) > 0) {
            Instant middle = early.plus(Duration.between(early, late).dividedBy(2));
            if (calendar.between(middle, now).compareTo(amount) > 0) {
                early = middle;
            } else {
                late = middle;
            }
        }
        return late;
    }
}
