package io.deskledger.api.webhook;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one webhook is told of one event.
 *
 * @param eventId also the message's {@code webhook-id}, in every attempt
 * @param type the event's
 * @param subject what changed, such as {@code tickets/42}
 * @param attempts how many were begun
 * @param nextAttemptAt when the next one is due, or null where there is none or one is under way
 * @param finishedAt when it succeeded or was given up, or null
 */
@Serdeable
public record Delivery(
        long id,
        long webhookId,
        UUID eventId,
        String type,
        String subject,
        DeliveryStatus status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
