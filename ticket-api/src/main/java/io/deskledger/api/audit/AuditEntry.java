package io.deskledger.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a ticket, as the audit trail holds it.
 *
 * @param version the ticket's version after the change
 * @param at when the change happened
 * @param recordedAt when it was recorded; later than {@code at} for imported history
 * @param ip the client's address; null for customers, and where there was none
 * @param userAgent the client's user agent; null for customers, and where there was none
 * @param changes by field, the value before and after: {@code {"status": {"from": "open", "to": "resolved"}}}
 */
@Serdeable
record AuditEntry(
        UUID eventId,
        long version,
        String action,
        String type,
        Instant at,
        Instant recordedAt,
        AuditActor actor,
        String requestId,
        @Nullable String ip,
        @Nullable String userAgent,
        JsonNode changes) {

    /** What a customer may know of it: not from where staff work. */
    AuditEntry withoutClient() {
        return new AuditEntry(eventId, version, action, type, at, recordedAt, actor, requestId, null, null, changes);
    }
}
