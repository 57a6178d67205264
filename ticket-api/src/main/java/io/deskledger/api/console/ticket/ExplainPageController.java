package io.deskledger.api.console.ticket;

import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.security.Roles;
import io.deskledger.api.sla.explain.ExplainReadService;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.deskledger.api.ticket.TicketView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.Map;

/** Why a ticket's clocks show what they show: a dialog on its page, or a page of its own. */
@Controller("/tickets/{id}/sla")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExplainPageController {

    private final Pages pages;
    private final TicketReadService tickets;
    private final ExplainReadService explanations;

    ExplainPageController(Pages pages, TicketReadService tickets, ExplainReadService explanations) {
        this.pages = pages;
        this.tickets = tickets;
        this.explanations = explanations;
    }

    @Get
    HttpResponse<String> explain(long id, Visit visit) {
        ExplainPage page = new ExplainPage(explanations.explain(id, visit.caller()));
        if (visit.part()) {
            return pages.part(visit, "ticket/explanation", Map.of("page", page));
        }
        TicketView ticket = tickets.getWithPeople(id, Deleted.EXCLUDE, visit.caller());
        return pages.page(
                visit, "", visit.words().t("sla.explain"), "ticket/explain", Map.of("page", page, "ticket", ticket));
    }
}
