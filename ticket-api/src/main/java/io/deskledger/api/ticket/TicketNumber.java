package io.deskledger.api.ticket;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The number that people quote: derived from the day of creation (UTC) and the id, so it is unique by construction. */
public final class TicketNumber {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private TicketNumber() {}

    public static String of(Instant createdAt, long id) {
        return "TKT-" + DAY.format(createdAt.atOffset(ZoneOffset.UTC)) + "-" + String.format(Locale.ROOT, "%06d", id);
    }
}
