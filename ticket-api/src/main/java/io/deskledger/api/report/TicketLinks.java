package io.deskledger.api.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Leads from the figures of an interval to the lists of exactly the tickets that they count.
 *
 * @param start its first instant, as the list is asked
 * @param end the first instant after it, likewise
 */
record TicketLinks(String start, String end) {

    private static final String LIST = "/api/v1/tickets?";
    private static final String UNRESOLVED = "&status=open&status=in_progress&status=waiting_on_customer";

    static TicketLinks between(Instant start, Instant end) {
        return new TicketLinks(start.toString(), end.toString());
    }

    String created() {
        return LIST + between("created");
    }

    String resolved() {
        return LIST + between("resolved");
    }

    String closed() {
        return LIST + between("closed");
    }

    /** A ticket is listed once, however often it was reopened. */
    String reopened() {
        return LIST + between("reopened");
    }

    /** Of all tickets, at the end of the interval. */
    String backlog() {
        return LIST + "unresolved_at=" + end;
    }

    String unassigned() {
        return created() + "&unassigned=true" + UNRESOLVED;
    }

    /** The same list, of the tickets only of which that is so; null asks for nothing more. */
    static String with(String link, String name, @Nullable String value) {
        return value == null ? link : link + "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private String between(String date) {
        return date + "_after=" + start + "&" + date + "_before=" + end;
    }
}
