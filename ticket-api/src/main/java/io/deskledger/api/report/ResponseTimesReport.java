package io.deskledger.api.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * First responses of the range, one ticket each, the first ones first.
 *
 * @param nextCursor where the next page begins, or null on the last one
 */
@Serdeable
record ResponseTimesReport(
        List<ResponseTime> items,
        @Nullable String nextCursor,
        @Nullable BigDecimal avgFirstResponseHours,
        @JsonProperty("p50_first_response_hours") @Nullable BigDecimal p50FirstResponseHours,
        @JsonProperty("p90_first_response_hours") @Nullable BigDecimal p90FirstResponseHours,
        @JsonProperty("p95_first_response_hours") @Nullable BigDecimal p95FirstResponseHours,
        @JsonProperty("p99_first_response_hours") @Nullable BigDecimal p99FirstResponseHours,
        LocalDate from,
        LocalDate to,
        String zone,
        @Nullable Instant asOf) {}
