package io.deskledger.api.console.portal;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.console.ticket.NewTicketForms;
import io.deskledger.api.console.ticket.TicketForms;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.ticket.TicketService;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A customer's own requests. The services see to it that they are: whoever asks for another's finds nothing. */
@Controller("/portal")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PortalController {

    private static final String SECTION = "portal";

    private final Pages pages;
    private final PortalReads reads;
    private final TicketService tickets;
    private final TicketForms forms;

    PortalController(Pages pages, PortalReads reads, TicketService tickets, TicketForms forms) {
        this.pages = pages;
        this.reads = reads;
        this.tickets = tickets;
        this.forms = forms;
    }

    @Get
    HttpResponse<String> list(HttpRequest<?> request, Visit visit) {
        String cursor = request.getParameters().getFirst("cursor").orElse("");
        Map<String, Object> model = Map.of("page", reads.list(cursor, visit.caller()), "now", reads.now());
        return visit.part()
                ? pages.part(visit, "portal/rows", model)
                : pages.page(visit, SECTION, visit.words().t("portal.tickets"), "portal/list", model);
    }

    @Get("/new")
    HttpResponse<String> form(Visit visit) {
        return form(new Form(Map.of()), List.of(), visit);
    }

    @Post("/tickets")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(@Body Form form, Visit visit) {
        try {
            long id = tickets.create(NewTicketForms.ofCustomer(form, visit.caller()), visit.caller())
                    .id();
            return HttpResponse.seeOther(URI.create("/portal/tickets/" + id));
        } catch (ProblemException.Invalid invalid) {
            return form(form, invalid.errors(), visit).toMutableResponse().status(HttpStatus.BAD_REQUEST);
        }
    }

    @Get("/tickets/{id}")
    HttpResponse<String> ticket(long id, @QueryValue(defaultValue = "") String before, Visit visit) {
        Map<String, Object> model = reads.ticket(id, before, visit.caller());
        return visit.part()
                ? pages.part(visit, before.isEmpty() ? "portal/thread" : "portal/items", model)
                : pages.page(visit, SECTION, visit.words().t("portal.tickets"), "portal/ticket", model);
    }

    @Post("/tickets/{id}/comments")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> comment(long id, @Body Form form, Visit visit) {
        forms.comment(id, new Form(Map.of("content", form.all("content"))), visit.caller());
        return visit.part()
                ? HttpResponse.noContent().header("HX-Trigger", "ticket:changed")
                : HttpResponse.seeOther(URI.create("/portal/tickets/" + id));
    }

    private HttpResponse<String> form(Form form, List<FieldError> errors, Visit visit) {
        return pages.page(
                visit, SECTION, visit.words().t("portal.new"), "portal/new", Map.of("form", form, "errors", errors));
    }
}
