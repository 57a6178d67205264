package io.deskledger.api.feed;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** Every event for admins; for agents those of tickets, without addresses and user agents. */
@Controller("/api/v1/events")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedController {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;

    private final FeedReader reader;

    FeedController(FeedReader reader) {
        this.reader = reader;
    }

    /** What follows {@code after}: the last answer's cursor, {@code now}, or absent for the beginning. */
    @Get
    FeedPage list(QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        FeedStart start = FeedStart.of(query, "after", query.text("after"), new FeedStart.Beginning());
        query.check();
        return reader.page(start, limit, caller);
    }
}
