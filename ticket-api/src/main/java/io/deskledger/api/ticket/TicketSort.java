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

    /** The columns as a row of SQL; see {@link #orderBy(boolean, boolean)}. */
    String row(boolean searched) {
        return "(" + columns(searched) + ")";
    }

    /** Within a list of tickets that are called {@code t}. */
    String orderBy(boolean descending) {
        return orderBy(columns, descending);
    }

    /** The same; where texts are searched, {@code s} is what is searched, and is walked alone. */
    String orderBy(boolean descending, boolean searched) {
        return orderBy(columns(searched), descending);
    }

    private String columns(boolean searched) {
        return searched && this == CREATED_AT ? "s.created_at, s.ticket_id" : columns;
    }

    /** What follows ORDER BY for tickets that are called {@code t}. */
    String order(boolean descending) {
        return directed(columns, descending);
    }

    private static String orderBy(String columns, boolean descending) {
        return " ORDER BY " + directed(columns, descending);
    }

    private static String directed(String columns, boolean descending) {
        return descending ? columns.replace(",", " DESC,") + " DESC" : columns;
    }
}
