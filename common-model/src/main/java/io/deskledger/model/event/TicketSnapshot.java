package io.deskledger.model.event;

import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer needs to know of a ticket as it stands after the change, so that none has to ask the API.
 *
 * @param createdAt when the ticket was created
 * @param firstRespondedAt when staff first answered in public, or null if they have not
 * @param resolvedAt when it was resolved, or null while it is not
 * @param closedAt when it was closed, or null while it is not
 * @param deletedAt when it was deleted, or null while it is not
 * @param status its status
 * @param priority its priority
 * @param category its category, or null
 * @param creatorId the user whose ticket it is
 * @param assigneeId the agent who works it, or null
 */
public record TicketSnapshot(
        Instant createdAt,
        @Nullable Instant firstRespondedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable Instant deletedAt,
        TicketStatus status,
        TicketPriority priority,
        @Nullable String category,
        long creatorId,
        @Nullable Long assigneeId) {}
