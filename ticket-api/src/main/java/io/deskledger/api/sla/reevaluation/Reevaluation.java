package io.deskledger.api.sla.reevaluation;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reevaluation does, or would do.
 *
 * @param dryRun whether it only says so
 * @param matched tickets that were looked at
 * @param changed tickets that are held to another version
 * @param nowMissed resolutions that were in time, or still could be, and are missed now
 * @param nowInTime the other way round
 * @param items the first hundred tickets that change
 */
@Serdeable
public record Reevaluation(boolean dryRun, int matched, int changed, int nowMissed, int nowInTime, List<Item> items) {

    /**
     * A ticket that changes.
     *
     * @param ticketId whose
     * @param fromVersionId what it was held to, or null
     * @param toVersionId what it is held to now, or null
     * @param fromState of its resolution, or null where none was promised
     * @param toState the same, now
     */
    @Serdeable
    public record Item(
            long ticketId,
            @Nullable Long fromVersionId,
            @Nullable Long toVersionId,
            @Nullable String fromState,
            @Nullable String toState) {

        private static final String MISSED = "breached";

        boolean isNowMissed() {
            return MISSED.equals(toState) && !MISSED.equals(fromState);
        }

        boolean isNowInTime() {
            return MISSED.equals(fromState) && !MISSED.equals(toState);
        }
    }
}
