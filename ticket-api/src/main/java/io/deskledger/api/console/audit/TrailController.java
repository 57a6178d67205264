package io.deskledger.api.console.audit;

import io.deskledger.api.audit.AuditReadService;
import io.deskledger.api.audit.LogEntry;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.Map;

/** The trail: who did what, before and after. */
@Controller("/audit")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TrailController {

    private static final String SECTION = "audit";

    private final Pages pages;
    private final AuditReadService reads;

    TrailController(Pages pages, AuditReadService reads) {
        this.pages = pages;
        this.reads = reads;
    }

    /** The page; or only more rows where a script asks for them. What an entry holds comes once it is opened. */
    @Get
    HttpResponse<String> trail(HttpRequest<?> request, Visit visit) {
        TrailSearch search = TrailSearch.of(request.getParameters().asMap());
        String cursor = request.getParameters().getFirst("cursor").orElse("");
        String title = visit.words().t("audit.title");
        try {
            Page<LogEntry> page = reads.page(search.filter(visit.caller()), TrailSearch.page(cursor), visit.caller());
            Map<String, Object> model = Map.of("search", search, "page", page);
            return visit.part()
                    ? pages.part(visit, "audit/rows", model)
                    : pages.page(visit, SECTION, title, "audit/trail", model);
        } catch (ProblemException.Unavailable notYet) {
            return pages.page(visit, SECTION, title, "audit/none", Map.of("reason", notYet.detail()));
        }
    }

    /** All that one entry holds. */
    @Get("/{eventId}")
    HttpResponse<String> entry(String eventId, Visit visit) {
        Map<String, Object> model = Map.of("entry", reads.entry(eventId, visit.caller()));
        return visit.part()
                ? pages.part(visit, "audit/entry", model)
                : pages.page(visit, SECTION, visit.words().t("audit.title"), "audit/opened", model);
    }
}
