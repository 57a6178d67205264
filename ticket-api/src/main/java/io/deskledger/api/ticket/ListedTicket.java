package io.deskledger.api.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A ticket of a list and where in the list it stands.
 *
 * @param view the ticket
 * @param keys its place
 */
record ListedTicket(TicketView view, TicketKeys keys) {

    static ListedTicket of(TicketView view, TicketSort sort, ResultSet row) throws SQLException {
        double rank = switch (sort) {
            case CREATED_AT, UPDATED_AT -> 0;
            case PRIORITY -> TicketRank.of(view.priority());
            case STATUS -> TicketRank.of(view.status());
            case RELEVANCE -> row.getDouble("relevance");
        };
        Instant at = sort == TicketSort.UPDATED_AT ? view.updatedAt() : view.createdAt();
        long newest = sort == TicketSort.RELEVANCE ? row.getLong("newest") : 0;
        return new ListedTicket(view, new TicketKeys(rank, at, view.id(), newest));
    }
}
