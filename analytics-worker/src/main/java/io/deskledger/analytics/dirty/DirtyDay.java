package io.deskledger.analytics.dirty;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A day whose rows may differ from the tickets.
 *
 * @param generation raised by every mark
 * @param markedAt when it was last marked
 * @param oldestChange the oldest recorded change that the day's rows may lack
 */
@MappedEntity(value = "dirty_days", schema = "analytics")
public record DirtyDay(@Id LocalDate day, long generation, Instant markedAt, Instant oldestChange) {}
