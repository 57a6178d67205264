package io.deskledger.api.attachment;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketAccess;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds attachments as far as the caller may see them. */
@Singleton
public class AttachmentReadService {

    private final AttachmentRepository attachments;
    private final TicketAccess access;

    AttachmentReadService(AttachmentRepository attachments, TicketAccess access) {
        this.attachments = attachments;
        this.access = access;
    }

    /** One attachment more than the page holds, where there is one. */
    @Connectable
    public List<AttachmentView> page(long ticketId, AttachmentPage page, Caller caller) {
        access.requireVisible(ticketId, page.deleted(), caller);
        return attachments.page(ticketId, page.afterId(), caller.isStaff(), page.limit() + 1);
    }

    @Connectable
    StoredAttachment get(long id, Deleted deleted, Caller caller) {
        return attachments
                .find(id, deleted)
                .filter(attachment -> attachment.isVisibleTo(caller))
                .orElseThrow(AttachmentReadService::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such attachment");
    }

    static ProblemException unknownTicket() {
        return new ProblemException.NotFound("There is no such ticket");
    }
}
