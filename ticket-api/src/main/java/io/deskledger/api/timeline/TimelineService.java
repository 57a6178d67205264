package io.deskledger.api.timeline;

import io.deskledger.api.audit.AuditSchema;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.SealedKeys;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketAccess;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;

/** Reads timelines as far as the caller may see them. */
@Singleton
public class TimelineService {

    private final TimelineRepository timeline;
    private final TicketAccess access;

    TimelineService(TimelineRepository timeline, TicketAccess access) {
        this.timeline = timeline;
        this.access = access;
    }

    @ReadOnly
    public Page<TimelineItem> page(TimelinePage page, Caller caller) {
        access.requireVisible(page.ticketId(), page.deleted(), caller);
        return Page.of(
                AuditSchema.require(() -> timeline.page(page, caller.isStaff())),
                page.limit(),
                last -> SealedKeys.seal(page.listName(), last.keys().texts()),
                null);
    }
}
