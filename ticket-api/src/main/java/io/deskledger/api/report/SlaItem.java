package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a promise was kept, for tickets of a priority under a policy.
 *
 * @param policy its name in the versions that the tickets were held to
 * @param targetHours the open hours that were promised; versions that promise something else have rows of their own
 * @param totalResolved what was fulfilled in the range, in time or not
 * @param withinSla of those, what was in time
 * @param missedOpen what was due in the range, and is not fulfilled yet
 * @param link the list of the resolved tickets; null where one list can't tell them from those of other rows, or from
 *     tickets that were promised no resolution
 */
@Serdeable
public record SlaItem(
        String priority,
        String policy,
        BigDecimal targetHours,
        long totalResolved,
        long withinSla,
        long missedOpen,
        @Nullable BigDecimal complianceRate,
        @Nullable String link) {}
