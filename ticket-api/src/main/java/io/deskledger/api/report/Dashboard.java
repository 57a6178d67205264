package io.deskledger.api.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The desk at a glance, as docs/metrics.md defines its figures.
 *
 * @param total tickets created in the range; those by status, by priority and without an assignee are among them
 * @param backlog at the end of the range
 * @param overdue of total: not resolved, and past the resolution target, as far as that was told
 * @param links for figures, the lists of the tickets that they count
 */
@Serdeable
public record Dashboard(
        long total,
        Map<String, Long> byStatus,
        Map<String, Long> byPriority,
        long unassigned,
        long backlog,
        long overdue,
        @Nullable BigDecimal avgResolutionHours,
        @JsonProperty("p50_resolution_hours") @Nullable BigDecimal p50ResolutionHours,
        @JsonProperty("p90_resolution_hours") @Nullable BigDecimal p90ResolutionHours,
        @JsonProperty("p95_resolution_hours") @Nullable BigDecimal p95ResolutionHours,
        @JsonProperty("p99_resolution_hours") @Nullable BigDecimal p99ResolutionHours,
        @Nullable BigDecimal avgFirstResponseHours,
        @JsonProperty("p50_first_response_hours") @Nullable BigDecimal p50FirstResponseHours,
        @JsonProperty("p90_first_response_hours") @Nullable BigDecimal p90FirstResponseHours,
        @JsonProperty("p95_first_response_hours") @Nullable BigDecimal p95FirstResponseHours,
        @JsonProperty("p99_first_response_hours") @Nullable BigDecimal p99FirstResponseHours,
        Map<String, String> links,
        LocalDate from,
        LocalDate to,
        String zone,
        @Nullable Instant asOf) {}
