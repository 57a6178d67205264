package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketSearches;
import io.deskledger.api.ticket.TicketView;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import java.util.Map;

/** The tickets that a view finds: those that the one who looks may see, whoever saved it. */
@Controller("/api/v1/views/{id}/tickets")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ViewedTicketController {

    private final SavedViewReadService views;
    private final TicketSearches tickets;

    ViewedTicketController(SavedViewReadService views, TicketSearches tickets) {
        this.views = views;
        this.tickets = tickets;
    }

    @Get
    Page<TicketView> list(long id, QueryParams query, Caller caller) {
        Map<String, List<String>> ofTheReader = query.only(SearchParameters.OF_THE_READER);
        ObjectNode search = (ObjectNode) views.get(id, caller).search();
        return SearchParameters.of(search).and(ofTheReader).read(parameters -> tickets.page(parameters, caller));
    }
}
