package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketPriority;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A policy's targets by what they promise and by priority. Where there is none, nothing is promised.
 *
 * @param all at least one target
 */
public record SlaTargets(Map<SlaKind, Map<TicketPriority, SlaTarget>> all) {

    public SlaTargets {
        Map<SlaKind, Map<TicketPriority, SlaTarget>> copy = new EnumMap<>(SlaKind.class);
        all.forEach((kind, byPriority) -> {
            if (!byPriority.isEmpty()) {
                copy.put(kind, Map.copyOf(byPriority));
            }
        });
        if (copy.isEmpty()) {
            throw new InvalidSlaException("targets", "a policy has to have at least one target");
        }
        all = Map.copyOf(copy);
    }

    public Optional<SlaTarget> find(SlaKind kind, TicketPriority priority) {
        return Optional.ofNullable(all.getOrDefault(kind, Map.of()).get(priority));
    }
}
