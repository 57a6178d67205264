package io.deskledger.model.sla;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A policy with all that it ever said.
 *
 * @param versions at least one, in any order; kept by the time that they take effect, later versions after earlier
 */
public record SlaPolicy(long id, List<SlaPolicyVersion> versions) {

    public SlaPolicy {
        versions = versions.stream()
                .sorted(Comparator.comparing(SlaPolicyVersion::effectiveFrom).thenComparing(SlaPolicyVersion::version))
                .toList();
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a policy has at least one version");
        }
    }

    /** The version in effect at that instant; empty before the first. */
    public Optional<SlaPolicyVersion> at(Instant instant) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(instant))
                .findFirst();
    }
}
