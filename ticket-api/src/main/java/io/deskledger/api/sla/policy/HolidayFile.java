package io.deskledger.api.sla.policy;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.sla.Holiday;
import io.deskledger.model.sla.InvalidSlaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
                HolidayEvent.read(events.get(i)).ifPresent(holidays::add);
            } catch (InvalidSlaException e) {
                throw new ProblemException.Invalid("events[" + i + "]." + e.field(), e.rule());
            }
        }
        return holidays;
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
