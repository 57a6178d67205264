package io.deskledger.api.bulk;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk change did, or would have done.
 *
 * @param bulkId what undoes it; null where nothing was changed
 * @param action what was done
 * @param dryRun whether that was only tried
 * @param matched how many tickets it met; named ones that are not there are not among them
 * @param changed how many of them changed
 * @param unchanged how many were as they should be
 * @param rejected the others, each with the reason, and named ones that are not there
 * @param ticketIds those that changed; new ones in the order in which they were given
 */
@Serdeable
public record BulkResult(
        @Nullable UUID bulkId,
        String action,
        boolean dryRun,
        int matched,
        int changed,
        int unchanged,
        List<Rejected> rejected,
        List<Long> ticketIds) {

    /** A ticket that can't be changed, and why. */
    @Serdeable
    public record Rejected(long ticketId, String reason) {}
}
