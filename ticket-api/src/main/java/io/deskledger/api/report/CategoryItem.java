package io.deskledger.api.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The share of a category.
 *
 * @param category null for tickets without one
 * @param total tickets created in the range
 * @param share of all tickets created in the range, in percent
 * @param resolved of total: resolved or closed now
 * @param link the list of the tickets in total, or null for tickets without a category
 */
@Serdeable
public record CategoryItem(
        @Nullable String category,
        long total,
        @Nullable BigDecimal share,
        long resolved,
        @Nullable BigDecimal resolutionRate,
        @Nullable BigDecimal avgResolutionHours,
        @JsonProperty("p50_resolution_hours") @Nullable BigDecimal p50ResolutionHours,
        @JsonProperty("p90_resolution_hours") @Nullable BigDecimal p90ResolutionHours,
        @Nullable BigDecimal avgFirstResponseHours,
        @Nullable String link) {}
