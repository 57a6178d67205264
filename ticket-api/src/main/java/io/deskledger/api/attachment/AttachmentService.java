package io.deskledger.api.attachment;

import io.deskledger.api.attachment.AttachmentRepository.TicketUsage;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRepository;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attaches files that are stored already and detaches them: each with its event, in one transaction. */
@Singleton
class AttachmentService {

    private final AttachmentRepository attachments;
    private final TicketRepository tickets;
    private final Outbox outbox;
    private final AttachmentSettings settings;
    private final Clock clock;

    AttachmentService(
            AttachmentRepository attachments,
            TicketRepository tickets,
            Outbox outbox,
            AttachmentSettings settings,
            Clock clock) {
        this.attachments = attachments;
        this.tickets = tickets;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Lets those pass who may attach one more file, before any of it is read. */
    @Transactional
    void requireRoom(long ticketId, Caller caller) {
        requireRoom(lock(ticketId, caller), 1);
    }

    @Transactional
    AttachmentView add(long ticketId, NewAttachment attachment, String objectKey, Caller caller) {
        Ticket ticket = lock(ticketId, caller);
        requireRoom(ticket, attachment.file().facts().size());
        Long comment = attachment.commentId();
        if (comment != null && !attachments.mayCarry(ticketId, comment, caller.isStaff(), caller.id())) {
            throw new ProblemException.Invalid("comment_id", "is not a comment of this ticket that you may add to");
        }
        Instant now = clock.instant();
        AttachmentView written = attachments.insert(ticketId, caller.id(), attachment, objectKey, now);
        save(TicketChange.attached(ticket, written.text(), now), now, caller);
        return written;
    }

    /**
     * Detaches the file; its uploader and staff may.
     *
     * @return the key of the file, which nothing refers to any more
     */
    @Transactional
    String remove(long id, @Nullable String ifMatch, Caller caller) {
        StoredAttachment found = require(id, caller);
        Ticket ticket = lock(found.view().ticketId(), caller);
        AttachmentView attachment = require(id, caller).view();
        if (!caller.isStaff() && attachment.uploaderId() != caller.id()) {
            throw new ProblemException.Forbidden("Only who attached the file and staff may delete it");
        }
        if (!Versions.matches(ifMatch, attachment.etag())) {
            throw new ProblemException.Stale("The file is another one; read it again");
        }
        Instant now = clock.instant();
        attachments.remove(attachment, now);
        save(TicketChange.detached(ticket, attachment.text(), now), now, caller);
        return found.objectKey();
    }

    private StoredAttachment require(long id, Caller caller) {
        return attachments
                .find(id, Deleted.EXCLUDE)
                .filter(attachment -> attachment.isVisibleTo(caller))
                .orElseThrow(AttachmentReadService::unknown);
    }

    private Ticket lock(long ticketId, Caller caller) {
        Ticket ticket = tickets.lock(ticketId)
                .filter(found -> found.isVisibleTo(caller.actor()))
                .orElseThrow(AttachmentReadService::unknownTicket);
        if (ticket.status() == TicketStatus.CLOSED && !caller.isStaff()) {
            throw new ProblemException.Conflict("The ticket is closed: its files stay as they are");
        }
        return ticket;
    }

    private void requireRoom(Ticket ticket, long bytes) {
        TicketUsage usage = attachments.usage(ticket.id());
        if (usage.files() >= settings.maxTicketFiles()) {
            throw new ProblemException.Conflict("The ticket has " + usage.files() + " files: more than "
                    + settings.maxTicketFiles() + " it can't have");
        }
        if (usage.bytes() + bytes > settings.maxTicketSize()) {
            throw new ProblemException.TooLarge(
                    "All files of a ticket together may have at most " + settings.maxTicketSize() + " bytes");
        }
    }

    private void save(TicketChange change, Instant now, Caller caller) {
        tickets.save(change.after(), Optional.empty());
        outbox.append(change.event(now, caller.actor(), caller.origin()));
    }
}
