package io.deskledger.api.console.dashboard;

import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.report.Frame;
import io.deskledger.api.report.RankingMetric;
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

/** The reports on one page. */
@Controller("/dashboard")
@Secured({Roles.AGENT, Roles.ADMIN})
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardController {

    private static final String SECTION = "dashboard";

    private final Pages pages;
    private final Figures figures;
    private final Breakdowns breakdowns;

    DashboardController(Pages pages, Figures figures, Breakdowns breakdowns) {
        this.pages = pages;
        this.figures = figures;
        this.breakdowns = breakdowns;
    }

    @Get
    HttpResponse<String> page(HttpRequest<?> request, Visit visit) {
        String title = visit.words().t("nav.dashboard");
        try {
            DashboardPage page = read(Period.of(request.getParameters().asMap()));
            return pages.page(visit, SECTION, title, "dashboard/dashboard", Map.of("page", page));
        } catch (ProblemException.Unavailable notYet) {
            return pages.page(visit, SECTION, title, "dashboard/none", Map.of("reason", notYet.detail()));
        }
    }

    private DashboardPage read(Period period) {
        Frame frame = figures.frame(period);
        return new DashboardPage(
                period,
                figures.of(frame),
                figures.of(figures.before(frame)),
                figures.trends(frame, period).items(),
                breakdowns.ranking(frame, RankingMetric.AVG_RESOLUTION_HOURS),
                breakdowns.categories(frame),
                breakdowns.cohorts(frame),
                breakdowns.promises(frame),
                breakdowns.proof(),
                figures.status());
    }
}
