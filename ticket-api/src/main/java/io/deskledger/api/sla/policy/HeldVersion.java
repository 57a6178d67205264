package io.deskledger.api.sla.policy;

import io.deskledger.model.sla.SlaPolicyVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy as tickets are held to it.
 *
 * @param id the version's own
 * @param version what it says
 * @param effectiveTo until when tickets are given it, or null while they are
 * @param actions what happens on a warning or breach
 * @param place where its policy stood among the others
 */
public record HeldVersion(
        long id, SlaPolicyVersion version, @Nullable Instant effectiveTo, List<EscalationAction> actions, Place place) {

    /**
     * A place among policies.
     *
     * @param fallback whether it is the one that comes last
     * @param position the lower, the earlier
     */
    record Place(boolean fallback, int position) {}

    boolean isEffectiveAt(Instant at) {
        return !version.effectiveFrom().isAfter(at) && (effectiveTo == null || at.isBefore(effectiveTo));
    }

    HeldVersion until(@Nullable Instant end) {
        return new HeldVersion(id, version, end, actions, place);
    }
}
