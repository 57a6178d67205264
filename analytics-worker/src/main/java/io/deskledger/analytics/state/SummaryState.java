package io.deskledger.analytics.state;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the summaries are, whichever worker made them so.
 *
 * @param oldestChange the oldest change that a dirty day waits with, or null where none is dirty
 * @param asOf every change recorded before it is in the summaries; null where that is not known
 * @param drifts what the last finished reconciliation found, or null before the first
 * @param reconciledAt when the last reconciliation by the clock ended, or null before the first
 */
@MappedEntity(value = "progress", schema = "analytics")
record SummaryState(
        @Id boolean one,
        @Nullable Instant oldestChange,
        @Nullable Instant asOf,
        @Nullable Integer drifts,
        @Nullable Instant reconciledAt) {}
