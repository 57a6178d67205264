package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trends over a range of days.
 *
 * @param items every interval of the range, in order
 * @param zone the zone whose days these are
 * @param asOf every change recorded before it is counted; null where that is not known yet
 */
@Serdeable
record TrendsReport(
        List<TrendItem> items,
        LocalDate from,
        LocalDate to,
        String zone,
        @Nullable Instant asOf) {}
