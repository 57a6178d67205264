package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.deskledger.model.WireName;
import io.deskledger.model.sla.SlaKind;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** How promises were kept, for staff; as JSON, or as CSV where that is asked for first. */
@Controller("/api/v1/reports/sla")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class SlaReportController {

    private final Frames frames;
    private final SlaReport report;

    SlaReportController(Frames frames, SlaReport report) {
        this.frames = frames;
        this.report = report;
    }

    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> sla(HttpRequest<?> request, QueryParams query) {
        SlaKind kind = WireName.find(
                        SlaKind.class, query.choice("target", "resolution", "first_response", "next_response"))
                .orElse(SlaKind.RESOLUTION);
        ReportPage page = ReportPage.read(query, "sla-" + kind.wire(), ReportPage.MOST);
        return ReportColumns.SLA.answer(request, report.of(frames.read(query), kind, page));
    }
}
