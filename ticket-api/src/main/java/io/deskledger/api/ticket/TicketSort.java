package io.deskledger.api.ticket;

import io.deskledger.model.WireName;
import java.util.List;
import java.util.Locale;

/** What a list is sorted by; equal ones by the columns behind, so that every order is total. */
enum TicketSort implements WireName {
    CREATED_AT("created_at", "id"),
    UPDATED_AT("updated_at", "id"),
    PRIORITY("priority_rank", "created_at", "id"),
    STATUS("status_rank", "created_at", "id"),
    /** The best of the newest matches; see {@link TicketPageQuery}. */
    RELEVANCE("relevance", "id");

    private final List<String> columns;

    TicketSort(String... columns) {
        this.columns = List.of(columns);
    }

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns as a row of SQL, of a table that is called {@code t}. */
    String row() {
        return "(" + String.join(", ", columns.stream().map("t."::concat).toList()) + ")";
    }

    String orderBy(boolean descending) {
        String direction = descending ? " DESC" : "";
        return " ORDER BY "
                + String.join(
                        ", ",
                        columns.stream().map(column -> "t." + column + direction).toList());
    }
}
