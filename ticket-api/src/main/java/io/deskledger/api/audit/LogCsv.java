package io.deskledger.api.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Entries of the log as CSV (RFC 4180). No cell starts a formula: those that would get an apostrophe in front. */
final class LogCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private LogCsv() {}

    static String header() {
        return "event_id,chain,seq,entity,entity_id,ticket_id,version,action,type,at,recorded_at,actor_id,actor_role,"
                + "request_id,ip,user_agent,changes\r\n";
    }

    static String of(List<LogEntry> entries) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
            for (LogEntry entry : entries) {
                csv.printRecord(
                        entry.eventId(),
                        entry.chain(),
                        entry.seq(),
                        entry.entity(),
                        entry.entityId(),
                        entry.ticketId(),
                        entry.version(),
                        entry.action(),
                        entry.type(),
                        entry.at(),
                        entry.recordedAt(),
                        entry.actor().id(),
                        entry.actor().role(),
                        harmless(entry.requestId()),
                        harmless(entry.ip()),
                        harmless(entry.userAgent()),
                        entry.changes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }

    static @Nullable String harmless(@Nullable String cell) {
        boolean formula = cell != null && !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }
}
