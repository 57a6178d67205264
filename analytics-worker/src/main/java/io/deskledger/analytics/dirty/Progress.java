package io.deskledger.analytics.dirty;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one row that says what the summaries are.
 *
 * @param zone the zone whose days they count, or null before the first start
 * @param asOf every change recorded before it is in them; null where that is not known
 */
@MappedEntity(value = "progress", schema = "analytics")
public record Progress(
        @Id boolean one, @Nullable String zone, @Nullable Instant asOf) {}
