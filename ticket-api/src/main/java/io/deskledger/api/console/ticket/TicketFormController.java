package io.deskledger.api.console.ticket;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Queues;
import io.deskledger.api.console.Staff;
import io.deskledger.api.console.Visit;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import java.time.Clock;
import java.util.Map;

/** Changes of a ticket from its page. */
@Controller("/tickets/{id}")
@Secured({Roles.AGENT, Roles.ADMIN})
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketFormController {

    private static final String CHANGED = "ticket:changed";

    private final Pages pages;
    private final TicketReadService tickets;
    private final TicketForms forms;
    private final Staff staff;
    private final Clock clock;

    TicketFormController(Pages pages, TicketReadService tickets, TicketForms forms, Staff staff, Clock clock) {
        this.pages = pages;
        this.tickets = tickets;
        this.forms = forms;
        this.staff = staff;
        this.clock = clock;
    }

    /** Changes the properties that the form names; where somebody was faster, both versions are shown. */
    @Post("/properties")
    HttpResponse<?> change(long id, @Body Form form, Visit visit) {
        try {
            forms.change(id, form, visit.caller());
            return answer(id, visit);
        } catch (ProblemException.Stale stale) {
            if (!visit.part()) {
                throw stale;
            }
            return properties(id, form, true, visit)
                    .toMutableResponse()
                    .status(HttpStatus.PRECONDITION_FAILED)
                    .header("HX-Retarget", "#props")
                    .header("HX-Reswap", "outerHTML");
        }
    }

    @Post("/tags")
    HttpResponse<?> tag(long id, @Body Form form, Visit visit) {
        forms.tag(id, form, visit.caller());
        return answer(id, visit);
    }

    @Post("/tags/{name}/remove")
    HttpResponse<?> untag(long id, String name, @Body Form form, Visit visit) {
        forms.untag(id, name, visit.caller());
        return answer(id, visit);
    }

    @Post("/comments")
    HttpResponse<?> comment(long id, @Body Form form, Visit visit) {
        forms.comment(id, form, visit.caller());
        if (visit.part()) {
            return HttpResponse.noContent().header("HX-Trigger", CHANGED + ", props:changed");
        }
        return HttpResponse.seeOther(URI.create("/tickets/" + id));
    }

    @Post("/delete")
    HttpResponse<?> delete(long id, @Body Form form, Visit visit) {
        forms.delete(id, form.ifMatch(), visit.caller());
        return HttpResponse.seeOther(URI.create("/tickets?" + Queues.OPEN + "&gone=" + id));
    }

    @Post("/restore")
    HttpResponse<?> restore(long id, @Body Form form, Visit visit) {
        forms.restore(id, visit.caller());
        return HttpResponse.seeOther(URI.create("/tickets/" + id));
    }

    private HttpResponse<?> answer(long id, Visit visit) {
        if (!visit.part()) {
            return HttpResponse.seeOther(URI.create("/tickets/" + id));
        }
        return properties(id, new Form(Map.of()), false, visit)
                .toMutableResponse()
                .header("HX-Trigger", CHANGED);
    }

    private HttpResponse<String> properties(long id, Form mine, boolean stale, Visit visit) {
        TicketPage page = new TicketPage(
                tickets.getWithPeople(id, Deleted.EXCLUDE, visit.caller()), staff.assignable(), clock.instant());
        return pages.part(visit, "ticket/props", Map.of("page", page, "mine", mine, "stale", stale));
    }
}
