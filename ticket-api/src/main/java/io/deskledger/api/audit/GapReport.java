package io.deskledger.api.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log is complete; docs/audit-trail.md says how each figure is counted.
 *
 * @param changes versions that the records of the range must have left
 * @param events records of the topic that stand between the first and the last row of the range
 * @param auditRows rows of the range
 * @param missing versions that are in no row and on no way
 * @param duplicate rows of a version that another row has too
 * @param outOfOrder rows with a lower version than the row of the same record before them
 * @param leftOut events without a row: repetitions that were recognised, and what went to the dead letters
 * @param settled whether the log has everything that was committed when the question came; else {@code missing} leaves
 *     out the ends of the tickets' histories
 * @param gaps where versions are missing, the first ones
 */
@Serdeable
public record GapReport(
        Instant from,
        Instant to,
        long changes,
        long events,
        long auditRows,
        long missing,
        long duplicate,
        long outOfOrder,
        long leftOut,
        Lag lag,
        boolean settled,
        List<Gap> gaps) {

    public GapReport {
        gaps = List.copyOf(gaps);
    }

    /**
     * What is on its way.
     *
     * @param outbox events that wait for the broker
     * @param outboxSeconds how long the oldest of them has waited
     * @param kafka events that wait for the audit consumer; null where the broker does not answer
     * @param tickets changes of tickets that are in no row yet and may still come
     */
    @Serdeable
    public record Lag(
            long outbox, double outboxSeconds, @Nullable Long kafka, long tickets) {}

    /** Versions of a record that are missing, both included. */
    @Serdeable
    public record Gap(String entity, long entityId, long fromVersion, long toVersion) {

        long versions() {
            return toVersion - fromVersion + 1;
        }
    }
}
