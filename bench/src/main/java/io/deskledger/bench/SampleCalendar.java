package io.deskledger.bench;

import io.deskledger.model.sla.Holiday;
import io.deskledger.model.sla.OpeningHours;
import io.deskledger.model.sla.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Calendars of three kinds of desk. */
public enum SampleCalendar {
    /** Open all the time, in UTC. */
    ALWAYS {
        @Override
        WorkCalendar make() {
            return WorkCalendar.always("always", ZoneId.of("UTC"));
        }
    },
    /** An office in Berlin: Monday to Friday with a lunch break, twelve holidays a year. */
    OFFICE {
        @Override
        WorkCalendar make() {
            Map<DayOfWeek, List<OpeningHours>> hours = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : List.of(
                    DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)) {
                hours.put(day, List.of(OpeningHours.of("09:00", "12:30"), OpeningHours.of("13:15", "17:45")));
            }
            return WorkCalendar.of("office", ZoneId.of("Europe/Berlin"), hours, holidays());
        }
    },
    /** A hotline in New York: every day in three shifts, with breaks of ten minutes between them. */
    HOTLINE {
        @Override
        WorkCalendar make() {
            Map<DayOfWeek, List<OpeningHours>> hours = new EnumMap<>(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                hours.put(
                        day,
                        List.of(
                                OpeningHours.of("00:00", "07:50"),
                                OpeningHours.of("08:00", "15:50"),
                                OpeningHours.of("16:00", "23:50")));
            }
            return WorkCalendar.of("hotline", ZoneId.of("America/New_York"), hours, List.of());
        }
    };

    /** One that was asked nothing yet. */
    abstract WorkCalendar make();

    private static List<Holiday> holidays() {
        List<Holiday> holidays = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            holidays.add(Holiday.on("Holiday " + month, LocalDate.of(2020, month, 2 * month), true));
        }
        return holidays;
    }
}
