package io.deskledger.api.sla.explain;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/**
 * The explanation of a ticket's clocks over HTTP. The service says who may: customers are told no only of their own.
 */
@Controller("/api/v1/tickets/{id}/sla")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExplainController {

    private final ExplainReadService reads;

    ExplainController(ExplainReadService reads) {
        this.reads = reads;
    }

    /** With {@code limit} intervals of each promise at most. */
    @Get("/explain")
    Explanation explain(long id, QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, ExplainReadService.MOST_INTERVALS, ExplainReadService.INTERVALS);
        query.check();
        return reads.explain(id, limit, caller);
    }
}
