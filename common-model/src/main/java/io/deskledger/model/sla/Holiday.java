package io.deskledger.model.sla;

import java.time.LocalDate;

/**
 * Days without opening hours.
 *
 * @param name what people call it
 * @param first the first day, in the calendar's zone
 * @param last the last day, included; the same as first for a single day
 * @param yearly whether it comes back every year from {@code first} on; a 29 February does in leap years only
 */
public record Holiday(String name, LocalDate first, LocalDate last, boolean yearly) {

    /** How long one may last. */
    public static final int LONGEST_DAYS = 366;

    public Holiday {
        InvalidSlaException.checkName("name", name, 200);
        if (first.getYear() < 1900 || first.getYear() > 9999) {
            throw new InvalidSlaException("date", "has to lie in the years 1900 to 9999");
        }
        if (last.isBefore(first)) {
            throw new InvalidSlaException("until", "can't be before date");
        }
        if (!last.isBefore(first.plusDays(LONGEST_DAYS))) {
            throw new InvalidSlaException("until", "a holiday has at most " + LONGEST_DAYS + " days");
        }
    }

    /** A single day. */
    public static Holiday on(String name, LocalDate day, boolean yearly) {
        return new Holiday(name, day, day, yearly);
    }
}
