package io.deskledger.api.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Leads from a figure to the list of exactly the tickets that it counts. */
final class TicketLinks {

    private static final String LIST = "/api/v1/tickets?";
    private static final String UNRESOLVED = "&status=open&status=in_progress&status=waiting_on_customer";

    private TicketLinks() {}

    static String created(Instant start, Instant end) {
        return LIST + between("created", start, end);
    }

    static String resolved(Instant start, Instant end) {
        return LIST + between("resolved", start, end);
    }

    static String closed(Instant start, Instant end) {
        return LIST + between("closed", start, end);
    }

    /** A ticket is listed once, however often it was reopened. */
    static String reopened(Instant start, Instant end) {
        return LIST + between("reopened", start, end);
    }

    static String backlog(Instant end) {
        return LIST + "unresolved_at=" + end;
    }

    static String unassigned(Instant start, Instant end) {
        return created(start, end) + "&unassigned=true" + UNRESOLVED;
    }

    /** The same list, of the tickets only of which that is so; null asks for nothing more. */
    static String with(String link, String name, @Nullable String value) {
        return value == null ? link : link + "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String between(String date, Instant start, Instant end) {
        return date + "_after=" + start + "&" + date + "_before=" + end;
    }
}
