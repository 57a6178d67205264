package io.deskledger.api.ticket;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket is promised, and how the clocks stand now.
 *
 * @param policyVersionId the version of the policy that it is held to
 * @param firstResponse the first public answer by staff, or null where none is promised
 * @param nextResponse the answer to the customer's latest question, or null where none is promised or nobody asked
 * @param resolution the resolution, or null where none is promised
 */
@Serdeable
public record SlaView(
        long policyVersionId,
        @Nullable Target firstResponse,
        @Nullable Target nextResponse,
        @Nullable Target resolution) {

    /**
     * One clock.
     *
     * @param state running, paused, met or breached
     * @param targetSeconds how much time there is
     * @param dueAt the last instant in time; null while paused
     * @param warnAt when the share of the target to warn at is used up; null while paused before it
     * @param breachedAt when the target was passed, or null
     * @param stoppedAt when what was promised came, in time or not, or null
     */
    @Serdeable
    public record Target(
            String state,
            long targetSeconds,
            @Nullable Instant dueAt,
            @Nullable Instant warnAt,
            @Nullable Instant breachedAt,
            @Nullable Instant stoppedAt) {}
}
