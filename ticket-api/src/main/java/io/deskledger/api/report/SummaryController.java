package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
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
import java.util.Objects;

/** What the reports are made of: how complete it is, how it was proven, and what it said before. For staff. */
@Controller("/api/v1/reports")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class SummaryController {

    private static final int MOST = 1_000;
    private static final int SHOWN = 100;

    private final Frames frames;
    private final SummaryProof proof;

    SummaryController(Frames frames, SummaryProof proof) {
        this.frames = frames;
        this.proof = proof;
    }

    @Get("/status")
    StatusReport status() {
        SummaryStatus row = frames.status();
        return new StatusReport(row.asOf(), row.dirtyDays(), Objects.requireNonNull(row.zone()), proof.last());
    }

    /** Days that were over and complete, and say something else now; the latest restatement first. */
    @Get("/restatements")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> restatements(HttpRequest<?> request, QueryParams query) {
        int limit = query.integer("limit", 1, MOST, SHOWN);
        return ReportColumns.RESTATEMENTS.answer(request, proof.restatements(frames.read(query), limit));
    }
}
