package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A policy, as the API shows it.
 *
 * @param position the first policy that matches a ticket is the ticket's; equal ones stand in the order of their ids
 * @param fallback whether it is for what no other matches: always last
 * @param condition which tickets it is for
 * @param targets by what they promise
 * @param warnPercent at how many percent of a target to warn
 * @param actions what happens on a warning or breach
 * @param versionId the newest version, which says the above
 * @param versionNumber the how-manieth of the policy that is
 * @param effectiveFrom from when on tickets are given it; until then, what the versions before it say
 */
@Serdeable
public record Policy(
        long id,
        String name,
        int position,
        boolean fallback,
        JsonNode condition,
        JsonNode targets,
        int warnPercent,
        JsonNode actions,
        long versionId,
        int versionNumber,
        Instant effectiveFrom,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    PolicyContent content() {
        return new PolicyContent(name, position, condition, targets, warnPercent, actions);
    }
}
