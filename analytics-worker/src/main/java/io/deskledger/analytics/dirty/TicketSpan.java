package io.deskledger.analytics.dirty;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first and the last time that a figure of any ticket is dated by; null where there are no tickets.
 *
 * @param first when the first ticket was created
 * @param last the last time of any kind
 */
@Introspected
public record TicketSpan(@Nullable Instant first, @Nullable Instant last) {}
