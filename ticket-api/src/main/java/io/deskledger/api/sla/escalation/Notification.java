package io.deskledger.api.sla.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * Something that the user was told.
 *
 * @param ticketId of which ticket
 * @param kind sla_warning or sla_breach
 * @param rule which target, of which policy, by which action
 */
@Serdeable
public record Notification(long id, long ticketId, String kind, JsonNode rule, Instant createdAt) {}
