package io.deskledger.api.ticket;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.SealedKeys;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one who asks may find out for others too, each on a connection of its own. */
@Singleton
class TicketQueries {

    private final TicketViewRepository tickets;
    private final SearchVocabulary vocabulary;

    TicketQueries(TicketViewRepository tickets, SearchVocabulary vocabulary) {
        this.tickets = tickets;
        this.vocabulary = vocabulary;
    }

    /** Those of the tickets that are there and not deleted. */
    @Connectable
    Map<Long, TicketView> existing(Set<Long> ids) {
        if (ids.size() > 1) {
            return tickets.findAll(ids, Deleted.EXCLUDE);
        }
        long id = ids.iterator().next();
        return tickets.find(id, Deleted.EXCLUDE)
                .map(ticket -> Map.of(id, ticket))
                .orElse(Map.of());
    }

    @Connectable
    Optional<TicketView> find(long id, Deleted deleted) {
        return tickets.find(id, deleted);
    }

    @Connectable
    Page<TicketView> page(TicketFilter filter, TicketInclude include) {
        List<FoldedTerm> terms = vocabulary.find(filter.where().search().terms());
        Long total = filter.total() ? tickets.count(filter, terms) : null;
        Page<ListedTicket> page = Page.of(
                tickets.page(filter, terms, include),
                filter.limit(),
                last -> SealedKeys.seal(filter.listName(), last.keys().texts()),
                total);
        return new Page<>(page.items().stream().map(ListedTicket::view).toList(), page.nextCursor(), page.total());
    }
}
