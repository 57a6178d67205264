package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the summaries are.
 *
 * @param watermark every change recorded before it is counted; null where that is not known yet
 * @param dirtyDays how many days are waiting to be computed again
 * @param zone the zone whose days the summaries count
 * @param lastReconciliation when they were last held against the tickets; null where they never were
 */
@Serdeable
record StatusReport(
        @Nullable Instant watermark,
        int dirtyDays,
        String zone,
        @Nullable ReconciliationView lastReconciliation) {}
