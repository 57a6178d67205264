package io.deskledger.api.sla.live;

import io.deskledger.api.outbox.EventLedger;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.TicketEvent;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the clocks of tickets with every change that matters to them, in the change's own transaction: two statements
 * for any number of tickets, one for new ones.
 */
@Singleton
final class ClockLedger implements EventLedger {

    private final FactsRepository facts;
    private final TicketClockService clocks;
    private final PolicyBooks books;
    private final Clock clock;

    ClockLedger(FactsRepository facts, TicketClockService clocks, PolicyBooks books, Clock clock) {
        this.facts = facts;
        this.clocks = clocks;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public void note(Connection connection, List<ChangeEvent> events) {
        if (events.stream().noneMatch(TicketEvent.class::isInstance)) {
            return;
        }
        PolicyBook book = books.current();
        Map<Long, Relevance> relevant = new LinkedHashMap<>();
        Map<Long, TicketEvent> fresh = new LinkedHashMap<>();
        for (ChangeEvent event : events) {
            if (event instanceof TicketEvent ticket) {
                long id = ticket.header().entityId();
                boolean sole = ticket instanceof TicketEvent.Created && !book.usesCustomer();
                if (sole && relevant.get(id) == null) {
                    fresh.put(id, ticket);
                }
                relevant.merge(id, Relevance.of(ticket, book), Relevance::and);
                if (!(ticket instanceof TicketEvent.Created)) {
                    fresh.remove(id);
                }
            }
        }
        set(book, relevant, fresh);
    }

    private void set(PolicyBook book, Map<Long, Relevance> relevant, Map<Long, TicketEvent> fresh) {
        Instant now = clock.instant();
        List<TicketFacts> tickets =
                new ArrayList<>(fresh.values().stream().map(NewTicketFacts::of).toList());
        List<Long> others = relevant.entrySet().stream()
                .filter(one -> one.getValue() != Relevance.NONE && !fresh.containsKey(one.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        tickets.addAll(facts.read(others, book.usesNextResponse()));
        if (!tickets.isEmpty()) {
            clocks.set(
                    tickets,
                    ticket -> choose(book, ticket, relevant.getOrDefault(ticket.id(), Relevance.CLOCKS), now),
                    now,
                    false);
        }
    }

    private static Optional<HeldVersion> choose(PolicyBook book, TicketFacts ticket, Relevance relevance, Instant now) {
        return relevance == Relevance.OTHER_TERMS
                ? TicketClockService.anew(book, ticket, now)
                : TicketClockService.kept(book, ticket);
    }
}
