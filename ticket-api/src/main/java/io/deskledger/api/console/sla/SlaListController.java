package io.deskledger.api.console.sla;

import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.security.Roles;
import io.deskledger.api.sla.policy.SlaReadService;
import io.micronaut.http.HttpResponse;
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
import java.util.Map;

/** Policies in the order in which they are asked, calendars, and clocks set anew. */
@Controller("/admin/sla")
@Secured(Roles.ADMIN)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SlaListController {

    static final String LIST = "/admin/sla";
    static final String SECTION = "admin";

    private final Pages pages;
    private final SlaReadService reads;
    private final SlaDeeds deeds;
    private final Clock clock;

    SlaListController(Pages pages, SlaReadService reads, SlaDeeds deeds, Clock clock) {
        this.pages = pages;
        this.reads = reads;
        this.deeds = deeds;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> list(Visit visit) {
        SlaPage page = new SlaPage(reads.policies().items(), reads.calendars().items(), clock.instant());
        return pages.page(visit, SECTION, visit.words().t("sla"), "sla/list", Map.of("page", page));
    }

    @Post("/policies/order")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> order(@Body Form form, Visit visit) {
        deeds.order(form, visit.caller());
        return HttpResponse.seeOther(URI.create(LIST));
    }

    /** What setting the clocks of all open tickets anew would change; does it where the form is sure. */
    @Post("/reevaluation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> reevaluate(@Body Form form, Visit visit) {
        return pages.page(
                visit,
                SECTION,
                visit.words().t("sla.anew"),
                "sla/reevaluation",
                Map.of("result", deeds.reevaluate(form, visit.caller()), "form", form));
    }
}
