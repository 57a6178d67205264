package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a ticket waited for its first response.
 *
 * @param ticketId the ticket
 * @param agent who answered, in public
 */
@Serdeable
record ResponseTime(
        long ticketId,
        String ticketNumber,
        String priority,
        @Nullable String category,
        Instant createdAt,
        Instant firstRespondedAt,
        @Nullable BigDecimal firstResponseHours,
        AgentView agent) {}
