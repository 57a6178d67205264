package io.deskledger.api.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * When a clock must have begun, had it never paused, to have run for more than a number of hours by now.
 *
 * @param otherwise by the calendar that is always open
 * @param byVersion by the calendars of these versions of policies
 */
public record EscalationLimits(Instant otherwise, Map<Long, Instant> byVersion) {

    List<Long> versions() {
        return byVersion.keySet().stream().sorted().toList();
    }

    List<String> instants() {
        return versions().stream()
                .map(version -> byVersion.getOrDefault(version, otherwise).toString())
                .toList();
    }
}
