package io.deskledger.api.sla.policy;

import biweekly.component.VEvent;
import biweekly.property.RecurrenceRule;
import biweekly.util.Duration;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import io.deskledger.model.sla.Holiday;
import io.deskledger.model.sla.InvalidSlaException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One event of an iCalendar file: a holiday, or refused by the name of what a holiday can't say. */
final class HolidayEvent {

    private HolidayEvent() {}

    /** Empty where the event has been called off. */
    static Optional<Holiday> read(VEvent event) {
        refuse("RECURRENCE-ID", event.getRecurrenceId() != null);
        if (event.getStatus() != null && event.getStatus().isCancelled()) {
            return Optional.empty();
        }
        refuse("RDATE", !event.getRecurrenceDates().isEmpty());
        refuse("EXDATE", !event.getExceptionDates().isEmpty());
        refuse("EXRULE", !event.getExceptionRules().isEmpty());
        String name = event.getSummary() == null ? null : event.getSummary().getValue();
        if (name == null) {
            throw new InvalidSlaException("SUMMARY", "is required");
        }
        if (event.getDateStart() == null) {
            throw new InvalidSlaException("DTSTART", "has to be a day (VALUE=DATE)");
        }
        LocalDate first = day("DTSTART", event.getDateStart().getValue());
        LocalDate last = last(event, first);
        return Optional.of(
                new Holiday(name.strip(), first, last.isBefore(first) ? first : last, isYearly(event, first)));
    }

    private static void refuse(String field, boolean there) {
        if (there) {
            throw new InvalidSlaException(field, "is more than a holiday can say: give each day an event of its own");
        }
    }

    /** The end of an all-day event is the day after it. */
    private static LocalDate last(VEvent event, LocalDate first) {
        if (event.getDateEnd() != null) {
            return day("DTEND", event.getDateEnd().getValue()).minusDays(1);
        }
        if (event.getDuration() == null) {
            return first;
        }
        Duration duration = event.getDuration().getValue();
        if (duration == null || duration.isPrior() || duration.hasTime()) {
            throw new InvalidSlaException("DURATION", "has to be whole days or weeks, such as P2D");
        }
        long days = count(duration.getDays()) + 7 * count(duration.getWeeks());
        return days > Holiday.LONGEST_DAYS ? first.plusDays(Holiday.LONGEST_DAYS) : first.plusDays(days - 1);
    }

    private static long count(@Nullable Integer number) {
        return number == null ? 0 : number;
    }

    private static LocalDate day(String field, ICalDate date) {
        if (date == null || date.hasTime()) {
            throw new InvalidSlaException(field, "has to be a day (VALUE=DATE)");
        }
        try {
            var raw = date.getRawComponents();
            return LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate());
        } catch (DateTimeException e) {
            throw new InvalidSlaException(field, "is no day of the calendar");
        }
    }

    private static boolean isYearly(VEvent event, LocalDate first) {
        RecurrenceRule rule = event.getRecurrenceRule();
        if (rule == null) {
            return false;
        }
        Recurrence recurrence = rule.getValue();
        boolean plain = recurrence != null
                && recurrence.getFrequency() == Frequency.YEARLY
                && (recurrence.getInterval() == null || recurrence.getInterval() == 1)
                && recurrence.getCount() == null
                && recurrence.getUntil() == null
                && recurrence.getXRules().isEmpty()
                && saysNoMore(recurrence.getByMonth(), recurrence.getByMonthDay(), first);
        if (!plain) {
            throw new InvalidSlaException("RRULE", "may only say FREQ=YEARLY, for ever and by date");
        }
        parts(recurrence).forEach((part, values) -> {
            if (!values.isEmpty()) {
                throw new InvalidSlaException("RRULE", "may only say FREQ=YEARLY by date, not " + part);
            }
        });
        return true;
    }

    /** Month and day may repeat what DTSTART says; a day without its month would be a day of every month. */
    private static boolean saysNoMore(List<Integer> months, List<Integer> days, LocalDate first) {
        boolean sameMonth = months.isEmpty() || months.equals(List.of(first.getMonthValue()));
        boolean sameDay = days.isEmpty() || (!months.isEmpty() && days.equals(List.of(first.getDayOfMonth())));
        return sameMonth && sameDay;
    }

    private static Map<String, Collection<?>> parts(Recurrence recurrence) {
        Map<String, Collection<?>> parts = new LinkedHashMap<>();
        parts.put("BYDAY", recurrence.getByDay());
        parts.put("BYYEARDAY", recurrence.getByYearDay());
        parts.put("BYWEEKNO", recurrence.getByWeekNo());
        parts.put("BYSETPOS", recurrence.getBySetPos());
        parts.put("BYHOUR", recurrence.getByHour());
        parts.put("BYMINUTE", recurrence.getByMinute());
        parts.put("BYSECOND", recurrence.getBySecond());
        return parts;
    }
}
