package io.deskledger.api.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.audit.AuditReadService;
import io.deskledger.api.security.Caller;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events page by page. */
@Singleton
final class FeedReader {

    private final FeedQueries queries;
    private final AuditReadService reads;

    FeedReader(FeedQueries queries, AuditReadService reads) {
        this.queries = queries;
        this.reads = reads;
    }

    /**
     * The events that follow a position, or the first ones. Only the beginning leaves an event of its own: were each
     * page to leave one, whoever follows the feed would follow their own steps.
     */
    FeedPage page(@Nullable FeedPosition after, int limit, Caller caller) {
        if (after == null) {
            reads.beginElsewhere("events", caller);
        }
        FeedPosition from = after == null ? FeedPosition.START : after;
        List<FeedEvent> events = queries.after(from, limit + 1);
        boolean more = events.size() > limit;
        List<FeedEvent> page = more ? events.subList(0, limit) : events;
        FeedPosition end = page.stream().reduce(from, FeedPosition::after, (_, last) -> last);
        return new FeedPage(visible(page, caller.role()), end.text(), more);
    }

    /** No events, and the position behind all there are. */
    FeedPage end() {
        return new FeedPage(List.of(), queries.end().text(), false);
    }

    private static List<JsonNode> visible(List<FeedEvent> events, UserRole role) {
        return role == UserRole.ADMIN
                ? events.stream().<JsonNode>map(FeedEvent::cloudEvent).toList()
                : events.stream()
                        .filter(FeedEvent::ofTicket)
                        .map(FeedEvent::withoutClient)
                        .toList();
    }
}
