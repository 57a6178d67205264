package io.deskledger.api.report;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.deskledger.model.WireName;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.List;

/** Reports on tickets, for staff; each as JSON, or as CSV where that is asked for first. */
@Controller("/api/v1/reports")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {

    private static final int MOST_TICKETS = 200;
    private static final int TICKETS = 50;

    /** Each of them is merged of hundreds of buckets of durations. */
    private static final int MOST_CATEGORIES = 200;

    private final Frames frames;
    private final DashboardReport dashboard;
    private final Trends trends;
    private final Cohorts cohorts;
    private final ResponseTimes responses;

    ReportController(
            Frames frames, DashboardReport dashboard, Trends trends, Cohorts cohorts, ResponseTimes responses) {
        this.frames = frames;
        this.dashboard = dashboard;
        this.trends = trends;
        this.cohorts = cohorts;
        this.responses = responses;
    }

    @Get("/dashboard")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> dashboard(HttpRequest<?> request, QueryParams query) {
        Dashboard report = dashboard.of(frames.read(query));
        return ReportColumns.DASHBOARD.answer(request, report, List.of(report));
    }

    /** What came, went and waited, per day, week or month. */
    @Get("/trends")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> trends(HttpRequest<?> request, QueryParams query) {
        Trends.Split split = Trends.Split.read(query);
        return ReportColumns.TRENDS.answer(request, trends.of(frames.read(query), split));
    }

    @Get("/categories")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> categories(HttpRequest<?> request, QueryParams query) {
        ReportPage page = ReportPage.read(query, "categories", MOST_CATEGORIES);
        return ReportColumns.CATEGORIES.answer(request, cohorts.categories(frames.read(query), page));
    }

    @Get("/cohorts")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> cohorts(HttpRequest<?> request, QueryParams query) {
        CohortKind kind = WireName.find(
                        CohortKind.class, query.choice("by", "created_week", "category", "priority", "tag"))
                .orElse(CohortKind.CREATED_WEEK);
        ReportPage page = ReportPage.read(query, "cohorts-" + kind.wire(), ReportPage.MOST);
        return ReportColumns.COHORTS.answer(request, cohorts.of(frames.read(query), kind, page));
    }

    @Get("/response-times")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> responseTimes(HttpRequest<?> request, QueryParams query) {
        Cursor after = query.cursor(ResponseTimes.LIST);
        int limit = query.integer("limit", 1, MOST_TICKETS, TICKETS);
        ResponseTimesReport report = responses.page(frames.read(query), after, limit);
        return ReportColumns.RESPONSE_TIMES.answer(request, report, report.items(), report.nextCursor());
    }
}
