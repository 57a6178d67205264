package io.deskledger.api.bulk;

import io.deskledger.api.bulk.BulkResult.Rejected;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the tickets of a bulk change. */
final class BulkTally {

    private final List<Long> changed = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private int matched;
    private int unchanged;

    void changed(long ticketId) {
        matched++;
        changed.add(ticketId);
    }

    void unchanged() {
        matched++;
        unchanged++;
    }

    /** One that is not there was not met either. */
    void rejected(long ticketId, String reason) {
        matched += reason.equals(BulkRules.UNKNOWN) ? 0 : 1;
        rejected.add(new Rejected(ticketId, reason));
    }

    int changed() {
        return changed.size();
    }

    boolean hasRejected() {
        return !rejected.isEmpty();
    }

    BulkResult result(@Nullable UUID bulkId, String action, boolean dryRun) {
        rejected.sort(Comparator.comparingLong(Rejected::ticketId));
        return new BulkResult(
                bulkId,
                action,
                dryRun,
                matched,
                changed.size(),
                unchanged,
                List.copyOf(rejected),
                List.copyOf(changed));
    }
}
