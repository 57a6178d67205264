package io.deskledger.api.ticket;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number that people quote: derived from the day of creation (UTC) and the id, so it is unique by construction. */
public final class TicketNumber {

    private static final Pattern NUMBER = Pattern.compile("TKT-\\d{8}-(\\d{6,18})");

    private TicketNumber() {}

    /** The id inside a number, or empty where it is none. */
    static Optional<Long> id(String number) {
        Matcher matcher = NUMBER.matcher(number);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    public static String of(Instant createdAt, long id) {
        LocalDate day = LocalDate.ofInstant(createdAt, ZoneOffset.UTC);
        long date = day.getYear() * 10_000L + day.getMonthValue() * 100L + day.getDayOfMonth();
        return "TKT-" + padded(date, 8) + "-" + padded(id, 6); // without Formatter, which a list of fifty would notice
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
