package io.deskledger.api.http;

import java.time.DateTimeException;
import java.time.Instant;

/** Moments that the database and our answers both have: of the years 1 to 9999. */
public final class Moments {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

    private Moments() {}

    /** Whether it is one of them. */
    public static boolean has(Instant instant) {
        return !instant.isBefore(EARLIEST) && instant.isBefore(END);
    }

    /**
     * The moment of that text.
     *
     * @throws DateTimeException where it is none, or none of them
     */
    public static Instant parse(String text) {
        Instant instant = Instant.parse(text);
        if (!has(instant)) {
            throw new DateTimeException("beyond the years 1 to 9999");
        }
        return instant;
    }
}
