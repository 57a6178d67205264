package io.deskledger.api.sla.reevaluation;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.live.FactsRepository;
import io.deskledger.api.sla.live.TicketClockService;
import io.deskledger.api.sla.live.TicketFacts;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.api.sla.reevaluation.Reevaluation.Item;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds tickets to what the policies say now, in one transaction. What has passed by then is not told of again: the
 * event of the reevaluation says it.
 */
@Singleton
public class ReevaluationService {

    private static final int BATCH = 500;
    private static final int SHOWN = 100;

    private final FactsRepository facts;
    private final TicketClockService clocks;
    private final PolicyBooks books;
    private final ReevaluatedTickets tickets;
    private final Outbox outbox;

    ReevaluationService(
            FactsRepository facts,
            TicketClockService clocks,
            PolicyBooks books,
            ReevaluatedTickets tickets,
            Outbox outbox) {
        this.facts = facts;
        this.clocks = clocks;
        this.books = books;
        this.tickets = tickets;
        this.outbox = outbox;
    }

    @Transactional
    public Reevaluation run(ReevaluationCommand command, Caller caller) {
        List<Long> ids = tickets.lock(command);
        Instant now = tickets.now();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += BATCH) {
            items.addAll(batch(ids.subList(i, Math.min(i + BATCH, ids.size())), command.dryRun(), now, caller));
        }
        return new Reevaluation(
                command.dryRun(),
                ids.size(),
                items.size(),
                Math.toIntExact(items.stream().filter(Item::isNowMissed).count()),
                Math.toIntExact(items.stream().filter(Item::isNowInTime).count()),
                List.copyOf(items.subList(0, Math.min(SHOWN, items.size()))));
    }

    private List<Item> batch(List<Long> ids, boolean dryRun, Instant now, Caller caller) {
        PolicyBook book = books.current();
        List<TicketFacts> others = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (TicketFacts ticket : facts.read(ids, book.usesNextResponse())) {
            Optional<HeldVersion> from = TicketClockService.kept(book, ticket);
            Optional<HeldVersion> to = book.choose(ticket.subject(), now);
            if (!Objects.equals(id(from), id(to))) {
                others.add(ticket);
                items.add(new Item(
                        ticket.id(),
                        id(from).orElse(null),
                        id(to).orElse(null),
                        state(from, ticket, now),
                        state(to, ticket, now)));
            }
        }
        if (!dryRun && !items.isEmpty()) {
            outbox.append(tickets.bump(items, now, caller));
            clocks.set(others, ticket -> book.choose(ticket.subject(), now), now, true);
        }
        return items;
    }

    private static Optional<Long> id(Optional<HeldVersion> held) {
        return held.map(HeldVersion::id);
    }

    private static @Nullable String state(Optional<HeldVersion> held, TicketFacts ticket, Instant now) {
        return held.flatMap(version -> TicketClockService.resolution(version, ticket, now))
                .orElse(null);
    }
}
