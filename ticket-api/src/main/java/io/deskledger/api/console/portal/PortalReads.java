package io.deskledger.api.console.portal;

import io.deskledger.api.console.ticket.Conversations;
import io.deskledger.api.console.ticket.TicketPage;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.deskledger.api.ticket.TicketSearches;
import io.deskledger.api.ticket.TicketView;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what customers see. */
@Singleton
final class PortalReads {

    private final TicketSearches searches;
    private final TicketReadService tickets;
    private final Conversations conversations;
    private final Clock clock;

    PortalReads(TicketSearches searches, TicketReadService tickets, Conversations conversations, Clock clock) {
        this.searches = searches;
        this.tickets = tickets;
        this.conversations = conversations;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** The caller's own, the last changed first, whoever calls. */
    Page<TicketView> list(String cursor, Caller caller) {
        Map<String, List<String>> query = new HashMap<>(Map.of(
                "sort",
                List.of("updated_at"),
                "limit",
                List.of("30"),
                "creator_id",
                List.of(Long.toString(caller.id()))));
        if (!cursor.isEmpty()) {
            query.put("cursor", List.of(cursor));
        }
        return searches.page(new QueryParams(query), caller);
    }

    /** The ticket with the latest of its conversation, or with what came before the given place. */
    Map<String, Object> ticket(long id, String before, Caller caller) {
        TicketView ticket = tickets.getWithPeople(id, Deleted.EXCLUDE, caller);
        return Map.of(
                "page",
                new TicketPage(ticket, List.of(), clock.instant()),
                "talk",
                conversations.read(id, before, caller));
    }
}
