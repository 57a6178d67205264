package io.deskledger.api.ticket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number that people quote: derived from the day of creation (UTC) and the id, so it is unique by construction. */
public final class TicketNumber {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private static final Pattern NUMBER = Pattern.compile("TKT-\\d{8}-(\\d{6,18})");

    private TicketNumber() {}

    /** The id inside a number, or empty where it is none. */
    static Optional<Long> id(String number) {
        Matcher matcher = NUMBER.matcher(number);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    public static String of(Instant createdAt, long id) {
        return "TKT-" + DAY.format(createdAt.atOffset(ZoneOffset.UTC)) + "-" + String.format(Locale.ROOT, "%06d", id);
    }
}
