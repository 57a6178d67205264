package io.deskledger.api.console.ticket;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Staff;
import io.deskledger.api.console.Visit;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.deskledger.api.ticket.AssignmentGate;
import io.deskledger.api.ticket.NewTicket;
import io.deskledger.api.ticket.TaggedTicket;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Makes tickets for customers who called or wrote. */
@Controller("/tickets")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NewTicketController {

    private final Pages pages;
    private final AssignmentGate tickets;
    private final Staff staff;

    NewTicketController(Pages pages, AssignmentGate tickets, Staff staff) {
        this.pages = pages;
        this.tickets = tickets;
        this.staff = staff;
    }

    @Get("/new")
    HttpResponse<String> form(Visit visit) {
        return form(new Form(Map.of("priority", List.of("medium"))), List.of(), visit);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> create(@Body Form form, Visit visit) {
        try {
            NewTicket wanted = NewTicketForms.read(form, staff, visit.caller());
            TaggedTicket created = tickets.create(wanted, visit.caller());
            return HttpResponse.seeOther(URI.create("/tickets/" + created.id()));
        } catch (ProblemException.Invalid invalid) {
            return form(form, invalid.errors(), visit).toMutableResponse().status(HttpStatus.BAD_REQUEST);
        }
    }

    private HttpResponse<String> form(Form form, List<FieldError> errors, Visit visit) {
        return pages.page(
                visit,
                "new",
                visit.words().t("nav.new"),
                "ticket/new",
                Map.of("form", form, "errors", errors, "agents", staff.assignable()));
    }
}
