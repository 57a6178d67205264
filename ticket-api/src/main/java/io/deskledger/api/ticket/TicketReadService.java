package io.deskledger.api.ticket;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.SealedKeys;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Finds tickets; customers find their own. */
@Singleton
public class TicketReadService {

    private final TicketViewRepository tickets;
    private final SearchVocabulary vocabulary;

    TicketReadService(TicketViewRepository tickets, SearchVocabulary vocabulary) {
        this.tickets = tickets;
        this.vocabulary = vocabulary;
    }

    @Connectable
    public TicketView get(long id, Deleted deleted, Caller caller) {
        return tickets.find(id, deleted)
                .filter(ticket -> caller.isStaff() || ticket.creatorId() == caller.id())
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
    @Connectable
    TicketView getByNumber(String number, Caller caller) {
        return TicketNumber.id(number)
                .flatMap(id -> tickets.find(id, Deleted.EXCLUDE))
                .filter(ticket -> ticket.ticketNumber().equals(number))
                .filter(ticket -> caller.isStaff() || ticket.creatorId() == caller.id())
                .orElseThrow(TicketReadService::unknown);
    }

    @Connectable
    Page<TicketView> page(TicketFilter filter, Caller caller) {
        List<FoldedTerm> terms = vocabulary.find(filter.where().search().terms());
        Long total = filter.total() ? tickets.count(filter, terms) : null;
        Page<ListedTicket> page = Page.of(
                tickets.page(filter, terms, TicketInclude.of(filter.include(), caller)),
                filter.limit(),
                last -> SealedKeys.seal(filter.listName(), last.keys().texts()),
                total);
        return new Page<>(page.items().stream().map(ListedTicket::view).toList(), page.nextCursor(), page.total());
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
}
