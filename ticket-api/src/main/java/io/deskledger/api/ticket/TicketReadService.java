package io.deskledger.api.ticket;

import io.deskledger.api.coalesce.Batcher;
import io.deskledger.api.coalesce.Lanes;
import io.deskledger.api.coalesce.SingleFlight;
import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.micronaut.core.util.SupplierUtil;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds tickets; customers find their own. Those who ask at the same time share what is read: see
 * docs/decisions/0051-requests-at-the-same-time.md.
 */
@Singleton
public class TicketReadService {

    /** As many as there are processors for PostgreSQL in the smallest installation. */
    private static final int LOADS = 2;

    private static final int TICKETS_OF_A_LOAD = 32;

    /** Most lists are read in a few milliseconds. */
    private static final Duration LONG = Duration.ofMillis(100);

    /** Who has waited so long for a turn waits for a connection, and is refused where that does not come either. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final TicketViewRepository tickets;
    private final SearchVocabulary vocabulary;
    private final TicketQueries queries;
    private final JsonMapper json;
    private final Batcher<Long, TicketView> existing;
    private final SingleFlight<ListQuestion, ListAnswer> lists = new SingleFlight<>();
    private final Lanes lanes;

    TicketReadService(
            TicketViewRepository tickets,
            SearchVocabulary vocabulary,
            TicketQueries queries,
            JsonMapper json,
            ListSettings settings) {
        this.tickets = tickets;
        this.vocabulary = vocabulary;
        this.queries = queries;
        this.json = json;
        this.lanes = new Lanes(settings.atOnce(), LONG, LONGEST);
        this.existing = new Batcher<>(LOADS, TICKETS_OF_A_LOAD, queries::existing);
    }

    public TicketView get(long id, Deleted deleted, Caller caller) {
        Optional<TicketView> found = deleted == Deleted.EXCLUDE ? existing.get(id) : queries.find(id, deleted);
        return found.filter(ticket -> caller.isStaff() || ticket.creatorId() == caller.id())
                .orElseThrow(TicketReadService::unknown);
    }

    /** The same with who created it and who works it. */
    @Connectable
    public TicketView getWithPeople(long id, Deleted deleted, Caller caller) {
        TicketInclude people = TicketInclude.of(Set.of(TicketFilter.CREATOR, TicketFilter.ASSIGNEE), caller);
        return tickets.find(id, deleted, people)
                .filter(ticket -> caller.isStaff() || ticket.creatorId() == caller.id())
                .orElseThrow(TicketReadService::unknown);
    }

    /** The id is part of the number, so no index on numbers is needed. */
    TicketView getByNumber(String number, Caller caller) {
        return TicketNumber.id(number)
                .flatMap(existing::get)
                .filter(ticket -> ticket.ticketNumber().equals(number))
                .filter(ticket -> caller.isStaff() || ticket.creatorId() == caller.id())
                .orElseThrow(TicketReadService::unknown);
    }

    Page<TicketView> page(TicketFilter filter, Caller caller) {
        return list(filter, caller).page();
    }

    /** The page as JSON, which those who share it write once. */
    byte[] pageAsJson(TicketFilter filter, Caller caller) {
        return list(filter, caller).json().get();
    }

    private ListAnswer list(TicketFilter filter, Caller caller) {
        ListQuestion question = new ListQuestion(filter, TicketInclude.of(filter.include(), caller));
        return lists.get(question, begins -> {
            Page<TicketView> page = lanes.run(() -> {
                begins.run();
                return queries.page(question.filter(), question.include());
            });
            return new ListAnswer(page, SupplierUtil.memoized(() -> json(page)));
        });
    }

    private byte[] json(Page<TicketView> page) {
        try {
            return json.writeValueAsBytes(page);
        } catch (IOException e) {
            throw new UncheckedIOException("what the API shows can be written", e);
        }
    }

    /** How many tickets the list has, but at most so many: to count all of them could take long. */
    @Connectable
    long countUpTo(int most, TicketFilter filter) {
        return tickets.countUpTo(
                most, filter, vocabulary.find(filter.where().search().terms()));
    }

    /** Those of the tickets that the list has, in the order of their ids. */
    @Connectable
    List<Long> among(List<Long> ids, TicketFilter filter) {
        return tickets.among(
                ids, filter, vocabulary.find(filter.where().search().terms()));
    }

    /** The rows of a list from a place on, as many as its limit or fewer. */
    @Connectable
    Portion<ListedTicket> rows(TicketFilter filter, Caller caller) {
        List<FoldedTerm> terms = vocabulary.find(filter.where().search().terms());
        return tickets.pageAtLeisure(filter, terms, TicketInclude.of(filter.include(), caller));
    }

    private static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such ticket");
    }

    /** Whose answer depends on nothing else: what customers may not see is left out by it. */
    private record ListQuestion(TicketFilter filter, TicketInclude include) {}

    private record ListAnswer(Page<TicketView> page, Supplier<byte[]> json) {}
}
