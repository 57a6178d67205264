package io.deskledger.api.sla.sweep;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.sla.escalation.EscalationService;
import io.deskledger.api.sla.escalation.TargetPassed;
import io.deskledger.api.sla.policy.EscalationAction.On;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells of targets: the mark on the clock, the ticket's version and the event are one transaction. */
@Singleton
class SweepService {

    /** Long enough that one bad ticket costs the others little. */
    private static final Duration POSTPONED = Duration.ofMinutes(5);

    private final SweepRepository sweep;
    private final TicketBatchRepository tickets;
    private final EscalationService escalation;
    private final Outbox outbox;
    private final Clock clock;

    SweepService(
            SweepRepository sweep,
            TicketBatchRepository tickets,
            EscalationService escalation,
            Outbox outbox,
            Clock clock) {
        this.sweep = sweep;
        this.tickets = tickets;
        this.escalation = escalation;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Tells of so many clocks at most; answers how many it was. */
    @Transactional
    int sweepOnce(int limit) {
        return tell(sweep.lock(clock.instant(), limit));
    }

    /** The tickets that it would be. */
    @Transactional(readOnly = true)
    List<Long> due(int limit) {
        return sweep.due(clock.instant(), limit);
    }

    /** Tells of one ticket. */
    @Transactional
    int sweepTicket(long ticketId) {
        return tell(sweep.lockOne(ticketId, clock.instant()));
    }

    /** Puts off a ticket of which nothing can be told. */
    @Transactional
    void postpone(long ticketId) {
        Instant now = clock.instant();
        sweep.postpone(ticketId, now, now.plus(POSTPONED));
    }

    private int tell(List<Long> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        // After the locks: what an event tells of has happened by its time.
        Instant now = clock.instant();
        List<TargetPassed> passed = sweep.mark(ids, now).stream()
                .sorted(Comparator.comparing(TargetPassed::at).thenComparing(TargetPassed::ticketId))
                .toList();
        Map<Long, Ticket> byId =
                tickets.readWithoutContent(ids).stream().collect(Collectors.toMap(Ticket::id, Function.identity()));
        Map<Long, Long> versions = new HashMap<>();
        List<ChangeEvent> events = new ArrayList<>(passed.size());
        for (TargetPassed one : passed) {
            Ticket ticket = Objects.requireNonNull(byId.get(one.ticketId()));
            long version = versions.merge(one.ticketId(), ticket.version() + 1, (old, _) -> old + 1);
            events.add(event(one, ticket, version, now));
        }
        if (!events.isEmpty()) {
            sweep.bump(versions);
            outbox.append(events);
            escalation.follow(passed, now);
        }
        return passed.size();
    }

    private static TicketEvent event(TargetPassed passed, Ticket ticket, long version, Instant now) {
        EventHeader header =
                new EventHeader(EventIds.next(), now, ticket.id(), version, Actor.SYSTEM, EscalationService.ORIGIN);
        Map<String, FieldChange> changes = Map.of("sla", FieldChange.added(passed.json()));
        return passed.on() == On.WARNING
                ? new TicketEvent.SlaWarned(header, changes, ticket.snapshot())
                : new TicketEvent.SlaBreached(header, changes, ticket.snapshot());
    }
}
