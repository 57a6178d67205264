package io.deskledger.api.audit;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the log has all that it must have. */
@Controller("/api/v1/audit/gaps")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GapController {

    private static final Duration DEFAULT_RANGE = Duration.ofDays(1);
    private static final Duration LONGEST_RANGE = Duration.ofDays(92);

    private final GapService gaps;
    private final VerifyExecutor executor;
    private final Clock clock;

    GapController(GapService gaps, VerifyExecutor executor, Clock clock) {
        this.gaps = gaps;
        this.executor = executor;
        this.clock = clock;
    }

    /** The last day, or what was recorded from {@code from} on and before {@code to}. */
    @Get
    GapReport report(QueryParams query) {
        Instant askedTo = query.instant("to");
        Instant to = askedTo == null ? clock.instant() : askedTo;
        Instant askedFrom = query.instant("from");
        Instant from = askedFrom == null ? to.minus(DEFAULT_RANGE) : askedFrom;
        if (!from.isBefore(to)) {
            query.reject("from", "must be before to");
        } else if (from.isBefore(to.minus(LONGEST_RANGE))) {
            query.reject("from", "must be at most " + LONGEST_RANGE.toDays() + " days before to");
        }
        query.check();
        return executor.run(() -> gaps.report(from, to));
    }
}
