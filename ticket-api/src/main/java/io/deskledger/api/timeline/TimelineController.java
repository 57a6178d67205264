package io.deskledger.api.timeline;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** A ticket's timeline over HTTP: staff see all of it, customers that of their own tickets without internals. */
@Controller("/api/v1/tickets/{id}/timeline")
@Secured({Roles.CUSTOMER, Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class TimelineController {

    private final TimelineService timeline;

    TimelineController(TimelineService timeline) {
        this.timeline = timeline;
    }

    @Get
    Page<TimelineItem> list(long id, QueryParams query, Caller caller) {
        return timeline.page(TimelinePage.read(id, query, caller), caller);
    }
}
