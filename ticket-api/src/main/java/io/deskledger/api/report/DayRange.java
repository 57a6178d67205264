package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The days that a report is asked for, both ends included.
 *
 * @param from the first day
 * @param to the last day
 */
public record DayRange(LocalDate from, LocalDate to) {

    static final int MOST_DAYS = 3_660;

    private static final int DEFAULT_DAYS = 30;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    // No day of the desk's calendar is earlier, and the day before it is one, too.
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 2);

    /** Reads {@code from} and {@code to}; where they are absent, the 30 days up to {@code to}, and today. */
    static DayRange of(QueryParams query, LocalDate today) {
        LocalDate to = day(query, "to", today);
        LocalDate earliestDefault = to.minusDays(DEFAULT_DAYS - 1L);
        LocalDate from = day(query, "from", earliestDefault.isBefore(EARLIEST) ? EARLIEST : earliestDefault);
        if (from.isAfter(to)) {
            query.reject("from", "must not be after to, which is " + to);
        } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            query.reject("from", "must be at most " + MOST_DAYS + " days before to");
        }
        query.check();
        return new DayRange(from, to);
    }

    private static LocalDate day(QueryParams query, String name, LocalDate otherwise) {
        String value = query.text(name);
        if (value == null) {
            return otherwise;
        }
        LocalDate day = parse(value);
        if (day == null) {
            query.reject(name, "must be a day such as 2026-01-31");
        }
        return day == null ? otherwise : day;
    }

    private static @Nullable LocalDate parse(String value) {
        try {
            LocalDate day = DATE.matcher(value).matches() ? LocalDate.parse(value) : null;
            return day == null || day.isBefore(EARLIEST) ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
