package io.deskledger.analytics.operation;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * The days that an operator asks for.
 *
 * @param first the first one
 * @param last the last one
 */
record Days(LocalDate first, LocalDate last) {

    private static final int MOST_DAYS = 36_600;

    static Days of(String from, String to) {
        try {
            Days days = new Days(LocalDate.parse(from), LocalDate.parse(to));
            long length = ChronoUnit.DAYS.between(days.first, days.last);
            if (length >= 0 && length < MOST_DAYS) {
                return days;
            }
        } catch (DateTimeException e) {
            // Said below, together with the other ways it can be wrong.
        }
        throw new HttpStatusException(
                HttpStatus.BAD_REQUEST,
                "from and to have to be days such as 2026-01-31, in this order, and of one century at most");
    }
}
