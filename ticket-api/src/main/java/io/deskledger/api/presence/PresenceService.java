package io.deskledger.api.presence;

import io.deskledger.api.presence.Look.Place;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says who looks at tickets at one instance, and learns who does at any. */
@Singleton
class PresenceService {

    private static final int MOST_NAMES = 21;

    private final PresenceRepository rows;
    private final PresenceSettings settings;

    PresenceService(PresenceRepository rows, PresenceSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /** Answers who looks at each of these tickets. Says everything anew each time, so that nothing can stay wrong. */
    @Transactional
    Map<Long, Onlookers> exchange(UUID instance, Set<Place> here) {
        rows.beat(instance, settings.expiry());
        rows.put(instance, List.copyOf(here));
        rows.removeDead();
        Map<Long, Onlookers> all = new HashMap<>();
        rows.seen(here.stream().map(Place::ticketId).collect(Collectors.toSet()), MOST_NAMES).stream()
                .collect(Collectors.groupingBy(PresenceRepository.Seen::ticketId))
                .forEach((ticket, seen) -> all.put(
                        ticket,
                        new Onlookers(
                                ticket,
                                seen.stream()
                                        .map(PresenceRepository.Seen::viewer)
                                        .toList(),
                                seen.getFirst().count())));
        return all;
    }

    /** Nobody looks there any more. */
    @Transactional
    void leave(UUID instance) {
        rows.remove(instance);
    }
}
