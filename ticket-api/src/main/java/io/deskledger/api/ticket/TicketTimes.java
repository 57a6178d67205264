package io.deskledger.api.ticket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened to a ticket; all but the first two are null until it happened.
 *
 * @param createdAt creation
 * @param updatedAt the last change that left an event
 * @param firstRespondedAt the first public comment by staff
 * @param resolvedAt resolution; null again after a reopening
 * @param closedAt closing; null again after a reopening
 * @param deletedAt deletion
 */
public record TicketTimes(
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant firstRespondedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable Instant deletedAt) {

    static TicketTimes created(Instant at) {
        return new TicketTimes(at, at, null, null, null, null);
    }

    /** That instant, or the creation where another clock, which was ahead of ours, says that it came later. */
    Instant notBeforeCreation(Instant at) {
        return at.isBefore(createdAt) ? createdAt : at;
    }

    TicketTimes withUpdated(Instant at) {
        return new TicketTimes(createdAt, at, firstRespondedAt, resolvedAt, closedAt, deletedAt);
    }

    TicketTimes withFirstResponse(Instant at) {
        return new TicketTimes(createdAt, updatedAt, at, resolvedAt, closedAt, deletedAt);
    }

    TicketTimes withEnd(@Nullable Instant resolved, @Nullable Instant closed) {
        return new TicketTimes(createdAt, updatedAt, firstRespondedAt, resolved, closed, deletedAt);
    }

    TicketTimes withDeletion(@Nullable Instant at) {
        return new TicketTimes(createdAt, updatedAt, firstRespondedAt, resolvedAt, closedAt, at);
    }
}
