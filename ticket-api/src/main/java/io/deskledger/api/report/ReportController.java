package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** Reports, for staff. */
@Controller("/api/v1/reports")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    /** What came, went and waited, per day, week or month; as JSON, or as CSV where that is asked for first. */
    @Get("/trends")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> trends(HttpRequest<?> request, QueryParams query) {
        TrendsReport report = reports.trends(query);
        if (!wantsCsv(request)) {
            return HttpResponse.ok(report)
                    .contentType(MediaType.APPLICATION_JSON_TYPE)
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        }
        return HttpResponse.ok(TrendsCsv.of(report))
                .contentType(MediaType.TEXT_CSV_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    /** How far the summaries are. */
    @Get("/status")
    StatusReport status() {
        return reports.status();
    }

    private static boolean wantsCsv(HttpRequest<?> request) {
        return request.accept().stream()
                .findFirst()
                .filter(MediaType.TEXT_CSV_TYPE::equals)
                .isPresent();
    }
}
