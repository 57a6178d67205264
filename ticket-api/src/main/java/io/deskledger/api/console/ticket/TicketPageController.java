package io.deskledger.api.console.ticket;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Staff;
import io.deskledger.api.console.Visit;
import io.deskledger.api.security.Roles;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.deskledger.api.ticket.TicketView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.util.Map;

/** A ticket's page for staff, and the parts of it that are drawn anew when something happens. */
@Controller("/tickets/{id}")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketPageController {

    private final Pages pages;
    private final TicketReadService tickets;
    private final Conversations conversations;
    private final Staff staff;
    private final Clock clock;

    TicketPageController(
            Pages pages, TicketReadService tickets, Conversations conversations, Staff staff, Clock clock) {
        this.pages = pages;
        this.tickets = tickets;
        this.conversations = conversations;
        this.staff = staff;
        this.clock = clock;
    }

    /** The whole page; of a deleted ticket, which admins see, what it was and the way back. */
    @Get
    HttpResponse<String> page(long id, @QueryValue(defaultValue = "") String before, Visit visit) {
        TicketView ticket =
                tickets.getWithPeople(id, visit.isAdmin() ? Deleted.INCLUDE : Deleted.EXCLUDE, visit.caller());
        TicketPage page = new TicketPage(ticket, staff.assignable(), clock.instant());
        if (ticket.deletedAt() != null) {
            return pages.page(visit, "", ticket.title(), "ticket/deleted", Map.of("page", page));
        }
        return pages.page(
                visit,
                "",
                ticket.title(),
                "ticket/ticket",
                Map.of("page", page, "talk", conversations.read(id, before, visit.caller())));
    }

    @Get("/thread")
    HttpResponse<String> thread(long id, @QueryValue(defaultValue = "") String before, Visit visit) {
        return pages.part(
                visit,
                before.isEmpty() ? "ticket/thread" : "ticket/items",
                Map.of("page", read(id, visit), "talk", conversations.read(id, before, visit.caller())));
    }

    @Get("/properties")
    HttpResponse<String> properties(long id, Visit visit) {
        return pages.part(
                visit, "ticket/props", Map.of("page", read(id, visit), "mine", new Form(Map.of()), "stale", false));
    }

    private TicketPage read(long id, Visit visit) {
        return new TicketPage(
                tickets.getWithPeople(id, Deleted.EXCLUDE, visit.caller()), staff.assignable(), clock.instant());
    }
}
