package io.deskledger.api.sla.policy;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.sla.Holiday;
import io.deskledger.model.sla.InvalidSlaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Holidays out of an iCalendar file (RFC 5545): its all-day events, once or every year. */
public final class HolidayFile {

    private static final int MAX_BYTES = 1_000_000;
    private static final int MOST = 2_000;

    private HolidayFile() {}

    /** Reads a file; what is wrong names the event. */
    public static List<Holiday> read(InputStream body) {
        String text = text(body);
        List<ICalendar> calendars = Biweekly.parse(text).all();
        if (calendars.isEmpty()) {
            throw new ProblemException.Invalid("body", "is no iCalendar file");
        }
        List<VEvent> events =
                calendars.stream().flatMap(one -> one.getEvents().stream()).toList();
        if (events.isEmpty() || events.size() > MOST) {
            throw new ProblemException.Invalid("body", "must hold 1 to " + MOST + " events");
        }
        List<Holiday> holidays = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            try {
                holidays.add(holiday(events.get(i)));
            } catch (InvalidSlaException e) {
                throw new ProblemException.Invalid("events[" + i + "]." + e.field(), e.rule());
            }
        }
        return holidays;
    }

    private static Holiday holiday(VEvent event) {
        String name = event.getSummary() == null ? null : event.getSummary().getValue();
        if (name == null) {
            throw new InvalidSlaException("SUMMARY", "is required");
        }
        if (event.getDateStart() == null) {
            throw new InvalidSlaException("DTSTART", "has to be a day (VALUE=DATE)");
        }
        LocalDate first = day("DTSTART", event.getDateStart().getValue());
        // The end of an all-day event is the day after it.
        LocalDate last = event.getDateEnd() == null
                ? first
                : day("DTEND", event.getDateEnd().getValue()).minusDays(1);
        return new Holiday(name.strip(), first, last.isBefore(first) ? first : last, isYearly(event));
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

    private static boolean isYearly(VEvent event) {
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
                && recurrence.getByDay().isEmpty();
        if (!plain) {
            throw new InvalidSlaException("RRULE", "may only say FREQ=YEARLY, for ever and by date");
        }
        return true;
    }

    private static String text(InputStream body) {
        try (body) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ProblemException.TooLarge("An iCalendar file has at most " + MAX_BYTES + " bytes");
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                throw new ProblemException.Invalid("body", "must not hold NUL");
            }
            return text;
        } catch (IOException e) {
            throw new ProblemException.Invalid("body", "broke off");
        }
    }
}
