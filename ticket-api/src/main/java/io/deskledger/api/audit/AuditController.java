package io.deskledger.api.audit;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** The audit trail of a ticket: staff see all of it, customers that of their own tickets without internals. */
@Controller("/api/v1/tickets/{id}/audit")
@Secured({Roles.CUSTOMER, Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final TicketTrail trail;
    private final AuditReadService reads;
    private final RecentReads recent;

    AuditController(TicketTrail trail, AuditReadService reads, RecentReads recent) {
        this.trail = trail;
        this.reads = reads;
        this.recent = recent;
    }

    @Get
    Page<AuditEntry> list(long id, QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        boolean descending = query.choice("order", "asc", "desc").equals("desc");
        TrailPage page = new TrailPage(limit, descending, query.cursor(TrailPage.list(descending)));
        query.check();
        Page<AuditEntry> found = trail.read(id, page, caller);
        tell(id, caller);
        return found;
    }

    /** Once an hour: looking at tickets is what agents do all day, and must not fill the log with itself. */
    private void tell(long ticketId, Caller caller) {
        if (!recent.has(caller.id(), ticketId)) {
            reads.tellOfTrail(ticketId, caller);
            recent.add(caller.id(), ticketId);
        }
    }
}
