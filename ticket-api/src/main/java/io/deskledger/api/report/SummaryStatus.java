package io.deskledger.api.report;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The row of {@code analytics.status}.
 *
 * @param zone the zone whose days the summaries count, or null before the worker's first start
 * @param asOf every change recorded before it is in the summaries, or null where that is not known yet
 * @param dirtyDays how many days are waiting to be computed again
 */
@MappedEntity(value = "status", schema = "analytics")
public record SummaryStatus(
        @Id @Nullable String zone, @Nullable Instant asOf, int dirtyDays) {}
