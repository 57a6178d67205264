package io.deskledger.model.sla;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The policies of a desk in the order in which they are asked.
 *
 * @param inOrder the first whose condition a ticket meets is the ticket's
 */
public record SlaPolicies(List<SlaPolicy> inOrder) {

    public SlaPolicies {
        inOrder = List.copyOf(inOrder);
    }

    /** The version that a ticket gets at that instant; empty where no policy is for it. */
    public Optional<SlaPolicyVersion> firstMatch(SlaSubject subject, Instant at) {
        return inOrder.stream()
                .flatMap(policy -> policy.at(at).stream())
                .filter(version -> version.condition().matches(subject))
                .findFirst();
    }
}
