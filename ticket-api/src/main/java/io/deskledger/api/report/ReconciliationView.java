package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A run that held the summaries against the tickets.
 *
 * @param days how many days it checked
 * @param drifts how many stored figures were not what the tickets said
 * @param items the first of them
 */
@Serdeable
public record ReconciliationView(
        long id, String cause, Instant startedAt, Instant finishedAt, int days, int drifts, List<DriftView> items) {

    /**
     * A stored figure that was not what the tickets said.
     *
     * @param rowKey the row's key within the day
     */
    @Serdeable
    public record DriftView(
            LocalDate day, String tableName, String rowKey, String figure, String stored, String actual) {}

    ReconciliationView with(List<DriftView> found) {
        return new ReconciliationView(id, cause, startedAt, finishedAt, days, drifts, found);
    }
}
