package io.deskledger.api.audit;

import io.deskledger.api.http.Csv;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the log as CSV. */
final class LogCsv {

    private LogCsv() {}

    static String header() {
        return "event_id,chain,seq,entity,entity_id,ticket_id,version,action,type,at,recorded_at,actor_id,actor_role,"
                + "request_id,ip,user_agent,changes\r\n";
    }

    static String of(List<LogEntry> entries) {
        return Csv.lines(entries, LogCsv::cells);
    }

    private static List<@Nullable Object> cells(LogEntry entry) {
        return Arrays.asList(
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
                entry.requestId(),
                entry.ip(),
                entry.userAgent(),
                entry.changes());
    }
}
