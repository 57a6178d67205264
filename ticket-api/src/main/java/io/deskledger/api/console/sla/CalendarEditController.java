package io.deskledger.api.console.sla;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.deskledger.api.sla.policy.CalendarContent;
import io.deskledger.api.sla.policy.CalendarService;
import io.deskledger.api.sla.policy.HolidayFile;
import io.deskledger.api.sla.policy.SlaReadService;
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
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Edits calendars: their week, their holidays, also out of an iCalendar file. */
@Controller("/admin/sla/calendars")
@Secured(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarEditController {

    private static final Form OFFICE = new Form(Map.of(
            "zone", List.of("UTC"),
            "hours.monday", List.of("09:00-17:00"),
            "hours.tuesday", List.of("09:00-17:00"),
            "hours.wednesday", List.of("09:00-17:00"),
            "hours.thursday", List.of("09:00-17:00"),
            "hours.friday", List.of("09:00-17:00")));

    private final Pages pages;
    private final SlaReadService reads;
    private final CalendarService service;

    CalendarEditController(Pages pages, SlaReadService reads, CalendarService service) {
        this.pages = pages;
        this.reads = reads;
        this.service = service;
    }

    @Get("/new")
    HttpResponse<String> fresh(Visit visit) {
        return edit(new Editor(0, OFFICE, List.of()), visit);
    }

    @Get("/{id}")
    HttpResponse<String> edit(long id, Visit visit) {
        return edit(new Editor(id, CalendarForms.of(reads.calendar(id)), List.of()), visit);
    }

    @Post("/new")
    HttpResponse<?> create(@Body Form form, Visit visit) {
        return orRefused(0, form, visit, () -> {
            service.create(CalendarContent.read(new JsonBody(CalendarForms.body(form))), visit.caller());
            return HttpResponse.seeOther(URI.create(SlaListController.LIST));
        });
    }

    @Post("/{id}")
    HttpResponse<?> change(long id, @Body Form form, Visit visit) {
        return orRefused(id, form, visit, () -> {
            service.update(id, CalendarForms.body(form), form.ifMatch(), visit.caller());
            return HttpResponse.seeOther(URI.create(SlaListController.LIST));
        });
    }

    /** Adds the all-day events of an iCalendar file, whose text the form has. */
    @Post("/{id}/holidays")
    HttpResponse<?> addHolidays(long id, @Body Form form, Visit visit) {
        try {
            byte[] file = form.text("file").getBytes(StandardCharsets.UTF_8);
            service.addHolidays(id, HolidayFile.read(new ByteArrayInputStream(file)), null, visit.caller());
            return HttpResponse.seeOther(URI.create("/admin/sla/calendars/" + id));
        } catch (ProblemException.Invalid invalid) {
            List<FieldError> errors = invalid.errors().stream()
                    .map(error -> new FieldError("file", error.field() + " " + error.message()))
                    .toList();
            return refused(new Editor(id, CalendarForms.of(reads.calendar(id)), errors), visit);
        }
    }

    @Post("/{id}/delete")
    HttpResponse<?> delete(long id, @Body Form form, Visit visit) {
        service.delete(id, form.ifMatch(), visit.caller());
        return HttpResponse.seeOther(URI.create(SlaListController.LIST));
    }

    private HttpResponse<?> orRefused(
            long id, Form form, Visit visit, java.util.function.Supplier<HttpResponse<?>> work) {
        try {
            return work.get();
        } catch (ProblemException.Invalid invalid) {
            return refused(new Editor(id, form, invalid.errors()), visit);
        } catch (ProblemException.Conflict taken) {
            return refused(new Editor(id, form, List.of(new FieldError("name", taken.detail()))), visit);
        }
    }

    private HttpResponse<?> refused(Editor editor, Visit visit) {
        return edit(editor, visit).toMutableResponse().status(HttpStatus.BAD_REQUEST);
    }

    private HttpResponse<String> edit(Editor editor, Visit visit) {
        String title = editor.id() == 0
                ? visit.words().t("sla.calendar.new")
                : visit.words().t("sla.calendar");
        return pages.page(
                visit,
                SlaListController.SECTION,
                title,
                "sla/calendar",
                Map.of("editor", editor, "zones", new TreeSet<>(ZoneId.getAvailableZoneIds())));
    }
}
