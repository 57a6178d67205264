package io.deskledger.api.audit;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;

/** Reads a ticket's trail as far as the caller may see it. */
@Singleton
class TicketTrail {

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
        Portion<AuditEntry> entries = entries(ticketId, page, caller.isStaff());
        String list = TrailPage.list(page.descending());
        return Page.of(entries, page.limit(), last -> new Cursor(last.recordedAt(), last.version()).text(list), null);
    }

    private Portion<AuditEntry> entries(long ticketId, TrailPage page, boolean staff) {
        Portion<AuditEntry> entries = AuditSchema.require(() -> queries.trail(ticketId, page, staff));
        return staff ? entries : entries.map(AuditEntry::withoutClient);
    }
}
