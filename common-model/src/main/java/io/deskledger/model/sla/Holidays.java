package io.deskledger.model.sla;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which days are holidays: found for a span of days at once, however many years the yearly ones have come back. */
final class Holidays {

    private final List<Holiday> all;

    Holidays(List<Holiday> all) {
        this.all = all;
    }

    /** The holidays from a day to another (included) by day, with their names. */
    Map<LocalDate, String> between(LocalDate from, LocalDate to) {
        Map<LocalDate, String> days = new HashMap<>();
        for (Holiday holiday : all) {
            if (!holiday.yearly()) {
                put(days, holiday, holiday.first(), from, to);
                continue;
            }
            // A holiday that began in the year before may still last.
            int firstYear = Math.max(holiday.first().getYear(), from.getYear() - 1);
            for (int year = firstYear; year <= to.getYear(); year++) {
                LocalDate first = holiday.first().withYear(year);
                if (first.getDayOfMonth() == holiday.first().getDayOfMonth()) {
                    put(days, holiday, first, from, to);
                }
            }
        }
        return days;
    }

    private static void put(
            Map<LocalDate, String> days, Holiday holiday, LocalDate first, LocalDate from, LocalDate to) {
        LocalDate last = first.plusDays(ChronoUnit.DAYS.between(holiday.first(), holiday.last()));
        LocalDate day = first.isBefore(from) ? from : first;
        LocalDate end = last.isAfter(to) ? to : last;
        for (; !day.isAfter(end); day = day.plusDays(1)) {
            days.putIfAbsent(day, holiday.name());
        }
    }
}
