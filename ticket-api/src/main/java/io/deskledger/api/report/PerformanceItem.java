package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An agent's work.
 *
 * @param total tickets created in the range that the agent has now
 * @param resolved tickets resolved in the range while they were the agent's
 * @param closed tickets closed in the range that were the agent's when they were resolved
 * @param resolutionRate of total: resolved or closed now, in percent
 * @param comments the agent's, on tickets created in the range
 * @param links for figures, the lists of the tickets that they count
 */
@Serdeable
record PerformanceItem(
        AgentView agent,
        long total,
        long resolved,
        long closed,
        @Nullable BigDecimal resolutionRate,
        @Nullable BigDecimal avgResolutionHours,
        @Nullable BigDecimal avgFirstResponseHours,
        long comments,
        AgentLinks links) {

    /** The lists of the tickets in the figures of those names. */
    @Serdeable
    record AgentLinks(String total, String resolved, String closed) {}
}
