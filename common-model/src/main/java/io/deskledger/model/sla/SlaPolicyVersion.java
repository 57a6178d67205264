package io.deskledger.model.sla;

import java.time.Instant;

/**
 * What a policy says from an instant on, and to the tickets that were given it ever after.
 *
 * @param policyId the policy that it is a version of
 * @param version counts from 1
 * @param name what people call the policy
 * @param effectiveFrom from when on tickets are given it
 * @param condition which tickets it is for
 * @param targets what it promises
 * @param warnPercent at how many percent of a target to warn, 1 to 99
 */
public record SlaPolicyVersion(
        long policyId,
        int version,
        String name,
        Instant effectiveFrom,
        SlaCondition condition,
        SlaTargets targets,
        int warnPercent) {

    public static final int DEFAULT_WARN_PERCENT = 80;

    public SlaPolicyVersion {
        InvalidSlaException.checkName("name", name, 200);
        if (warnPercent < 1 || warnPercent > 99) {
            throw new InvalidSlaException("warn_percent", "has to be 1 to 99");
        }
    }
}
