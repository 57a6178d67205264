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
 */
public record HeldVersion(
        long id, SlaPolicyVersion version, @Nullable Instant effectiveTo, List<EscalationAction> actions) {

    boolean isEffectiveAt(Instant at) {
        return !version.effectiveFrom().isAfter(at) && (effectiveTo == null || at.isBefore(effectiveTo));
    }
}
