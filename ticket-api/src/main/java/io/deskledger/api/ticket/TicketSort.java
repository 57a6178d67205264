package io.deskledger.api.ticket;

import io.deskledger.model.WireName;
import java.util.Locale;

/** What a list is sorted by; equal ones by the columns behind, so that every order is total. */
enum TicketSort implements WireName {
    CREATED_AT("t.created_at, t.id"),
    UPDATED_AT("t.updated_at, t.id"),
    PRIORITY("t.priority_rank, t.created_at, t.id"),
    STATUS("t.status_rank, t.created_at, t.id"),
    /** The best of the newest matches; see {@link TicketPageQuery}. */
    RELEVANCE("t.relevance, t.id");

    private final String columns;

    TicketSort(String columns) {
        this.columns = columns;
    }

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns as a row of SQL, of a table that is called {@code t}. */
    String row() {
        return "(" + columns + ")";
    }

    String orderBy(boolean descending) {
        return " ORDER BY " + (descending ? columns.replace(",", " DESC,") + " DESC" : columns);
    }
}
