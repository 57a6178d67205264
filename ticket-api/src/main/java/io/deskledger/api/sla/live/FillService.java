package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.FillRepository.Place;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Gives clocks to tickets that were there before there were any, a batch at a time; what is done stays done. */
@Singleton
class FillService {

    private static final int BATCH = 5_000;

    private final FillRepository repository;
    private final FactsRepository facts;
    private final TicketClockService clocks;
    private final PolicyBooks books;
    private final Clock clock;

    FillService(
            FillRepository repository,
            FactsRepository facts,
            TicketClockService clocks,
            PolicyBooks books,
            Clock clock) {
        this.repository = repository;
        this.facts = facts;
        this.clocks = clocks;
        this.books = books;
        this.clock = clock;
    }

    /** The next batch; whether there may be more. */
    @Transactional
    boolean fillNext() {
        Place place = repository.lock();
        if (place.isDone()) {
            return false;
        }
        long last = repository.next(place, BATCH).orElse(place.last());
        Instant now = clock.instant();
        List<Long> reopened = repository.reopened(place.to(), last);
        List<TicketFacts> read = facts.read(reopened, books.current().usesNextResponse());
        PolicyBook book = books.knowing(TicketFacts.heldTo(read));
        clocks.set(read, ticket -> TicketClockService.kept(book, ticket), now, true);
        repository.fill(place.to(), last, now);
        repository.filledTo(last);
        return last < place.last();
    }
}
