package io.deskledger.analytics.reconcile;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that held days against the tickets.
 *
 * @param finishedAt null while it runs, and where it was given up
 * @param days how many days it checked
 * @param drifts how many stored figures were not what the tickets said
 */
@MappedEntity(value = "reconciliations", schema = "analytics")
public record Reconciliation(
        @Id long id,
        String cause,
        Instant startedAt,
        @Nullable Instant finishedAt,
        int days,
        int drifts) {}
