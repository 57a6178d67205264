package io.deskledger.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log.
 *
 * @param chain the hash chain, and {@code seq} the place in it: what a verification names
 * @param ticketId the ticket, or null for a record that belongs to none
 * @param version the record's version after the change
 * @param at when the change happened
 * @param recordedAt when it was recorded; later than {@code at} for imported history
 * @param ip the client's address; null for agents, and where there was none
 * @param userAgent the client's user agent; null for agents, and where there was none
 * @param changes by field, the value before and after
 */
@Serdeable
public record LogEntry(
        UUID eventId,
        int chain,
        long seq,
        String entity,
        long entityId,
        @Nullable Long ticketId,
        long version,
        String action,
        String type,
        Instant at,
        Instant recordedAt,
        AuditActor actor,
        String requestId,
        @Nullable String ip,
        @Nullable String userAgent,
        JsonNode changes) {}
