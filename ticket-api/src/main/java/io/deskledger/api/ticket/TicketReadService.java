package io.deskledger.api.ticket;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds tickets; customers find their own. */
@Singleton
class TicketReadService {

    private final TicketViewRepository tickets;

    TicketReadService(TicketViewRepository tickets) {
        this.tickets = tickets;
    }

    @Connectable
    TicketView get(long id, Deleted deleted, Caller caller) {
        return tickets.find(id, deleted)
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
        Optional<Long> total = filter.total() ? Optional.of(tickets.count(filter.where())) : Optional.empty();
        return Page.of(
                tickets.page(filter, TicketInclude.of(filter.include(), caller)),
                filter.limit(),
                last -> new Cursor(last.createdAt(), last.id()).text(filter.listName()),
                total.orElse(null));
    }

    private static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such ticket");
    }
}
