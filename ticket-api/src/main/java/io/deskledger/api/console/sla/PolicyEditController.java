package io.deskledger.api.console.sla;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Staff;
import io.deskledger.api.console.Visit;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.deskledger.api.sla.policy.Policy;
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
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Edits policies, and shows what a draft would have made of the past before it counts. */
@Controller("/admin/sla/policies")
@Secured(Roles.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PolicyEditController {

    private static final int DAYS_BACK = 90;
    private static final String OUTER = "policy.";

    private final Pages pages;
    private final SlaReadService reads;
    private final SlaDeeds deeds;
    private final Staff staff;
    private final Clock clock;

    PolicyEditController(Pages pages, SlaReadService reads, SlaDeeds deeds, Staff staff, Clock clock) {
        this.pages = pages;
        this.reads = reads;
        this.deeds = deeds;
        this.staff = staff;
        this.clock = clock;
    }

    @Get("/new")
    HttpResponse<String> fresh(Visit visit) {
        return edit(new Editor(0, new Form(Map.of("warn_percent", List.of("80"))), List.of()), visit, Map.of());
    }

    @Get("/{id}")
    HttpResponse<String> edit(long id, Visit visit) {
        return edit(new Editor(id, PolicyForms.of(reads.policy(id), clock.instant()), List.of()), visit, Map.of());
    }

    @Post("/new")
    HttpResponse<?> create(@Body Form form, Visit visit) {
        return save(0, form, visit);
    }

    @Post("/{id}")
    HttpResponse<?> change(long id, @Body Form form, Visit visit) {
        return save(id, form, visit);
    }

    @Post("/{id}/delete")
    HttpResponse<?> delete(long id, @Body Form form, Visit visit) {
        deeds.delete(id, form, visit.caller());
        return HttpResponse.seeOther(URI.create(SlaListController.LIST));
    }

    /** What the form would have made of a past range, under the form; an id of 0 stands for a new policy. */
    @Post("/{id}/what-if")
    HttpResponse<?> whatIf(long id, @Body Form form, Visit visit) {
        if (id != 0) {
            reads.policy(id);
        }
        try {
            Map<String, Object> result = Map.of("result", deeds.simulate(id, PolicyForms.withIds(form, staff::idOf)));
            return visit.part()
                    ? pages.part(visit, "sla/whatif", result)
                    : edit(new Editor(id, form, List.of()), visit, result);
        } catch (ProblemException.Invalid invalid) {
            List<FieldError> errors = invalid.errors().stream()
                    .map(error -> new FieldError(
                            error.field().startsWith(OUTER) ? error.field().substring(OUTER.length()) : error.field(),
                            error.message()))
                    .toList();
            return refused(new Editor(id, form, errors), visit);
        }
    }

    private HttpResponse<?> save(long id, Form form, Visit visit) {
        try {
            deeds.save(id, PolicyForms.withIds(form, staff::idOf), visit.caller());
            return HttpResponse.seeOther(URI.create(SlaListController.LIST));
        } catch (ProblemException.Invalid invalid) {
            return refused(new Editor(id, form, invalid.errors()), visit);
        } catch (ProblemException.Conflict taken) {
            return refused(new Editor(id, form, List.of(new FieldError("name", taken.detail()))), visit);
        }
    }

    /** The form again, with what is wrong at its fields; a script that asked for a part gets the page, too. */
    private HttpResponse<?> refused(Editor editor, Visit visit) {
        return edit(editor, visit, Map.of())
                .toMutableResponse()
                .status(HttpStatus.BAD_REQUEST)
                .header("HX-Retarget", "body")
                .header("HX-Reswap", "innerHTML");
    }

    private HttpResponse<String> edit(Editor editor, Visit visit, Map<String, Object> more) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, Object> model = new HashMap<>(more);
        model.put("editor", editor);
        model.put("fallback", editor.id() != 0 && isFallback(editor.id()));
        model.put("calendars", reads.calendars().items());
        model.put("staff", staff.assignable());
        model.put("from", said(editor, "from", today.minusDays(DAYS_BACK)));
        model.put("to", said(editor, "to", today));
        String title = editor.id() == 0
                ? visit.words().t("sla.policy.new")
                : visit.words().t("sla.policy");
        return pages.page(visit, SlaListController.SECTION, title, "sla/policy", model);
    }

    private boolean isFallback(long id) {
        Policy policy = reads.policy(id);
        return policy.fallback();
    }

    private static String said(Editor editor, String name, LocalDate otherwise) {
        return editor.text(name).isEmpty() ? otherwise.toString() : editor.text(name);
    }
}
