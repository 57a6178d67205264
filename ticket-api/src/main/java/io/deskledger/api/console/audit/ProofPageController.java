package io.deskledger.api.console.audit;

import io.deskledger.api.audit.GapReport;
import io.deskledger.api.audit.GapService;
import io.deskledger.api.audit.LogVerifier;
import io.deskledger.api.audit.Verification;
import io.deskledger.api.audit.VerifyExecutor;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Whether the log is what was written, and has all that it must have. */
@Controller("/audit")
@Secured(Roles.ADMIN)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProofPageController {

    private static final Duration RANGE = Duration.ofDays(1);

    private final Pages pages;
    private final LogVerifier verifier;
    private final GapService gaps;
    private final VerifyExecutor executor;
    private final Clock clock;

    ProofPageController(Pages pages, LogVerifier verifier, GapService gaps, VerifyExecutor executor, Clock clock) {
        this.pages = pages;
        this.verifier = verifier;
        this.gaps = gaps;
        this.executor = executor;
        this.clock = clock;
    }

    @Get("/proof")
    HttpResponse<String> page(Visit visit) {
        return pages.page(visit, "audit", visit.words().t("audit.proof"), "audit/proof", Map.of());
    }

    /** Walks all chains; takes as long as that takes, up to the limit. */
    @Get("/proof/verification")
    HttpResponse<String> verify(Visit visit) {
        Verification result = executor.run(() -> verifier.verify(null, 1));
        return pages.part(visit, "audit/verification", Map.of("result", result));
    }

    /** Holds the last day's changes against the log. */
    @Get("/proof/gaps")
    HttpResponse<String> gaps(Visit visit) {
        Instant to = clock.instant();
        GapReport report = executor.run(() -> gaps.report(to.minus(RANGE), to));
        return pages.part(visit, "audit/gaps", Map.of("report", report));
    }
}
