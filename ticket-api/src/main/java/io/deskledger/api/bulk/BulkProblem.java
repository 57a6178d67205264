package io.deskledger.api.bulk;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The problem document of a bulk change that was not made because of some of its tickets.
 *
 * @param type see {@link io.deskledger.api.http.Problem}
 * @param matched how many tickets it met
 * @param changeable how many of them would have changed without the others
 * @param unchanged how many were as they should be
 * @param rejected the tickets that can't be changed, each with the reason
 */
@Serdeable
record BulkProblem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        int matched,
        int changeable,
        int unchanged,
        List<BulkResult.Rejected> rejected) {

    static final String MEDIA_TYPE = "application/problem+json";

    static BulkProblem of(BulkResult result, String path, String requestId) {
        return new BulkProblem(
                "about:blank",
                "Conflict",
                409,
                result.rejected().size()
                        + " of the tickets can't be changed, so none was; skip_rejected changes the others",
                path,
                requestId,
                result.matched(),
                result.changed(),
                result.unchanged(),
                result.rejected());
    }
}
