package io.deskledger.model.chain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of the audit log, but for its hashes and the time it was written.
 *
 * @param chain the partition of the Kafka topic
 * @param seq the row's place in its chain, from 1 without gaps
 * @param recordedAt the time inside the event's id
 * @param occurredAt when the change happened, in microseconds: what PostgreSQL keeps
 * @param ticketId the ticket, or null for an entity that belongs to none
 * @param actorId the user who made the change, or null for Deskledger itself
 * @param kafkaOffset where in the Kafka partition the event stood
 * @param data the event's data as received, or null where a person was erased from it
 */
public record AuditRow(
        int chain,
        long seq,
        UUID eventId,
        Instant recordedAt,
        Instant occurredAt,
        String type,
        String entity,
        long entityId,
        @Nullable Long ticketId,
        long version,
        String action,
        @Nullable Long actorId,
        String actorRole,
        String requestId,
        long kafkaOffset,
        @Nullable String data) {

    /** The same row at that place of its chain. */
    public AuditRow at(long place) {
        return new AuditRow(
                chain,
                place,
                eventId,
                recordedAt,
                occurredAt,
                type,
                entity,
                entityId,
                ticketId,
                version,
                action,
                actorId,
                actorRole,
                requestId,
                kafkaOffset,
                data);
    }
}
