package io.deskledger.api.ticket;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tickets that are chosen by the conditions of a list, whatever its order and pages. */
public final class TicketChoice {

    private static final List<String> NO_CONDITIONS = List.of("sort", "order", "limit", "cursor", "include", "total");

    private final TicketFilter filter;
    private final @Nullable Instant resolvedUntil;

    private TicketChoice(TicketFilter filter, @Nullable Instant resolvedUntil) {
        this.filter = filter;
        this.resolvedUntil = resolvedUntil;
    }

    /** Reads the conditions of {@code GET /tickets}, and ends the reading. */
    public static TicketChoice read(QueryParams query, Caller caller) {
        for (String name : NO_CONDITIONS) {
            query.refuse(name, "says nothing about which tickets: all that match are taken");
        }
        return new TicketChoice(TicketFilter.read(query, caller), null);
    }

    /** Every ticket that a list shows without conditions. */
    public static TicketChoice all(Caller caller) {
        return read(QueryParams.none(), caller);
    }

    /** The same, of those only that have been resolved since then at the latest and are not closed. */
    public TicketChoice resolvedUntil(Instant time) {
        return new TicketChoice(filter, time);
    }

    TicketConditions conditions(List<FoldedTerm> terms, TicketClocks clocks) {
        TicketConditions conditions =
                TicketConditions.of(filter.where(), terms, clocks).statuses(filter.where());
        conditions.andIfGiven("t.status = 'resolved' AND t.resolved_at <= ?", resolvedUntil);
        return conditions;
    }

    List<SearchTerm> terms() {
        return filter.where().search().terms();
    }
}
