package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tickets that have something in common, and what became of them.
 *
 * @param cohort the category, priority or tag, or the Monday of the week; null for tickets without a category
 * @param total tickets created in the range
 * @param resolved of total: resolved or closed now
 * @param resolvedInDays of total, in percent: resolved now and within so many times 24 hours of their creation; null
 *     for tags
 * @param link the list of the tickets in total, or null for tickets without a category
 */
@Serdeable
public record CohortItem(
        @Nullable String cohort,
        long total,
        long resolved,
        @Nullable BigDecimal resolutionRate,
        @Nullable BigDecimal avgResolutionHours,
        @Nullable Map<String, BigDecimal> resolvedInDays,
        @Nullable String link) {}
