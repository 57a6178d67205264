package io.deskledger.api.sla.live;

import io.deskledger.api.outbox.EventLedger;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.sla.SlaKind;
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
 * Sets the clocks of tickets with every change that matters to them, in the change's own transaction: one statement for
 * any number of new tickets, two for others, three where a comment takes all those before it.
 */
@Singleton
final class ClockLedger implements EventLedger {

    private final FactsRepository facts;
    private final FirstClocks first;
    private final TicketClockService clocks;
    private final PolicyBooks books;
    private final Clock clock;

    ClockLedger(FactsRepository facts, FirstClocks first, TicketClockService clocks, PolicyBooks books, Clock clock) {
        this.facts = facts;
        this.first = first;
        this.clocks = clocks;
        this.books = books;
        this.clock = clock;
    }

    @Override
    public void note(Connection connection, List<ChangeEvent> events) {
        Map<Long, List<TicketEvent>> byTicket = new LinkedHashMap<>();
        for (ChangeEvent event : events) {
            if (event instanceof TicketEvent ticket) {
                byTicket.computeIfAbsent(ticket.header().entityId(), _ -> new ArrayList<>(4))
                        .add(ticket);
            }
        }
        if (byTicket.isEmpty()) {
            return;
        }
        PolicyBook book = books.current();
        Instant now = clock.instant();
        first.set(byTicket, book, now);
        Map<Long, Relevance> others = new LinkedHashMap<>();
        byTicket.forEach((id, mine) -> {
            Relevance relevance =
                    mine.stream().map(event -> Relevance.of(event, book)).reduce(Relevance.NONE, Relevance::and);
            if (relevance != Relevance.NONE) {
                others.put(id, relevance);
            }
        });
        if (!others.isEmpty()) {
            List<TicketFacts> read = afterComment(events)
                    .map(List::of)
                    .orElseGet(() -> facts.read(others.keySet(), book.usesNextResponse()));
            set(read, others, now);
        }
    }

    /**
     * A ticket with one more comment, without its others; empty where something else has happened, or it takes them.
     */
    private Optional<TicketFacts> afterComment(List<ChangeEvent> events) {
        return events.size() == 1 && events.getFirst() instanceof TicketEvent.Commented said
                ? facts.latest(said.header().entityId())
                        .flatMap(latest -> latest.after(said.commentId(), promisesNextResponse(latest.facts())))
                : Optional.empty();
    }

    private boolean promisesNextResponse(TicketFacts ticket) {
        PolicyBook book = books.knowing(TicketFacts.heldTo(List.of(ticket)));
        return TicketClockService.kept(book, ticket)
                .flatMap(held -> held.version()
                        .targets()
                        .find(SlaKind.NEXT_RESPONSE, ticket.subject().priority()))
                .isPresent();
    }

    private void set(List<TicketFacts> read, Map<Long, Relevance> tickets, Instant now) {
        PolicyBook book = books.knowing(TicketFacts.heldTo(read));
        clocks.set(
                read,
                ticket -> choose(book, ticket, tickets.getOrDefault(ticket.id(), Relevance.CLOCKS), now),
                now,
                false);
    }

    private static Optional<HeldVersion> choose(PolicyBook book, TicketFacts ticket, Relevance relevance, Instant now) {
        return relevance == Relevance.OTHER_TERMS
                ? TicketClockService.anew(book, ticket, now)
                : TicketClockService.kept(book, ticket);
    }
}
