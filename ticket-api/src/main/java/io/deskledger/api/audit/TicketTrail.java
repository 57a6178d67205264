package io.deskledger.api.audit;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Reads a ticket's trail as far as the caller may see it. */
@Singleton
class TicketTrail {

    /** SQLSTATEs of a schema that is not there yet: no such table, no such schema, not granted yet. */
    private static final Set<String> NOT_READY = Set.of("42P01", "3F000", "42501");

    private final AuditQueries queries;

    TicketTrail(AuditQueries queries) {
        this.queries = queries;
    }

    /** The asked page of the trail; a ticket that the caller may not see is not found. */
    @ReadOnly
    Page<AuditEntry> read(long ticketId, TrailPage page, Caller caller) {
        boolean visible = caller.isStaff() ? queries.exists(ticketId) : queries.isOwn(ticketId, caller.id());
        if (!visible) {
            throw new ProblemException.NotFound("There is no ticket " + ticketId);
        }
        List<AuditEntry> entries = entries(ticketId, page, caller.isStaff());
        String list = TrailPage.list(page.descending());
        return Page.of(entries, page.limit(), last -> new Cursor(last.recordedAt(), last.version()).text(list), null);
    }

    private List<AuditEntry> entries(long ticketId, TrailPage page, boolean staff) {
        try {
            List<AuditEntry> entries = queries.trail(ticketId, page, staff);
            return staff
                    ? entries
                    : entries.stream().map(AuditEntry::withoutClient).toList();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && NOT_READY.contains(String.valueOf(sql.getSQLState()))) {
                    throw new ProblemException.Unavailable("The audit trail is not set up yet; try again");
                }
            }
            throw e;
        }
    }
}
