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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
            List<TicketFacts> read = afterComments(byTicket, others.keySet());
            Set<Long> left = new HashSet<>(others.keySet());
            read.forEach(ticket -> left.remove(ticket.id()));
            read.addAll(facts.read(left, book.usesNextResponse()));
            set(read, others, now);
        }
    }

    /**
     * The tickets with one more comment, without their others: of those to which nothing else has happened, and whose
     * clocks don't take all comments.
     */
    private List<TicketFacts> afterComments(Map<Long, List<TicketEvent>> byTicket, Set<Long> tickets) {
        Map<Long, Long> said = new HashMap<>();
        byTicket.forEach((id, events) -> {
            if (tickets.contains(id)
                    && events.size() == 1
                    && events.getFirst() instanceof TicketEvent.Commented commented) {
                said.put(id, commented.commentId());
            }
        });
        List<TicketFacts> read = new ArrayList<>();
        if (!said.isEmpty()) {
            for (Latest latest : facts.latest(said.keySet())) {
                long comment = Objects.requireNonNull(said.get(latest.facts().id()));
                latest.after(comment, promisesNextResponse(latest.facts())).ifPresent(read::add);
            }
        }
        return read;
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
