package io.deskledger.api.presence;

import io.deskledger.api.presence.Look.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Those who have a ticket's page open at this instance, each of whom hears of the others. */
@Singleton
public final class Presence {

    private final UUID instance = UUID.randomUUID();
    private final PresenceService service;
    private final Counter failures;
    private final Set<Look> looks = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);
    private boolean listed; // for the thread of presence only

    Presence(PresenceService service, MeterRegistry registry) {
        this.service = service;
        this.failures = Counter.builder("deskledger.presence.failures")
                .description("Exchanges of who looks at which ticket that failed and are tried again")
                .register(registry);
    }

    /** Somebody opens a ticket's page. */
    public Look enter(long ticketId, long userId) {
        Look look = new Look(new Place(ticketId, userId), this::left);
        looks.add(look);
        ring();
        return look;
    }

    private void left(Look look) {
        if (looks.remove(look)) {
            ring();
        }
    }

    private void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    Semaphore bell() {
        return bell;
    }

    boolean isAnybodyHere() {
        return !looks.isEmpty();
    }

    /** Tells and learns once; who looks is told only what is known. */
    void exchangeOnce() {
        Set<Look> here = Set.copyOf(looks);
        try {
            if (here.isEmpty()) {
                leave();
            } else {
                listed = true;
                Map<Long, Onlookers> all = service.exchange(
                        instance, here.stream().map(Look::place).collect(Collectors.toSet()));
                here.forEach(look -> tell(look, all));
            }
        } catch (RuntimeException e) {
            failures.increment();
            here.forEach(look -> look.tell(Onlookers.nobody(look.place().ticketId())));
            throw e;
        }
    }

    /** Takes this instance out. */
    void leave() {
        if (listed) {
            service.leave(instance);
            listed = false;
        }
    }

    private static void tell(Look look, Map<Long, Onlookers> all) {
        Place place = look.place();
        Onlookers found = all.get(place.ticketId());
        look.tell(found == null ? Onlookers.nobody(place.ticketId()) : found.without(place.userId()));
    }
}
