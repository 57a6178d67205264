package io.deskledger.api.feed;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.jspecify.annotations.Nullable;

/** Every event for admins; for agents those of tickets, without addresses and user agents. */
@Controller("/api/v1/events")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedController {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 500;
    private static final String NOW = "now";

    private final FeedReader reader;

    FeedController(FeedReader reader) {
        this.reader = reader;
    }

    /** What follows {@code after}: the last answer's cursor, {@code now}, or absent for the beginning. */
    @Get
    FeedPage list(QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        String text = query.text("after");
        FeedPosition after = position(text);
        if (text != null && after == null && !text.equals(NOW)) {
            query.reject("after", "is neither a cursor that this list has answered nor " + NOW);
        }
        query.check();
        return NOW.equals(text) ? reader.end() : reader.page(after, limit, caller);
    }

    private static @Nullable FeedPosition position(@Nullable String text) {
        return text == null ? null : FeedPosition.parse(text).orElse(null);
    }
}
