package io.deskledger.api.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.audit.AuditReadService;
import io.deskledger.api.audit.RecentReads;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** Reads events page by page, and says where a stream of them begins. */
@Singleton
final class FeedReader {

    private final FeedQueries queries;
    private final AuditReadService reads;
    private final RecentReads recent;

    FeedReader(FeedQueries queries, AuditReadService reads, RecentReads recent) {
        this.queries = queries;
        this.reads = reads;
        this.recent = recent;
    }

    /**
     * The events that follow a start. A beginning leaves an event of its own, what follows one an hour: were each page
     * to leave one, whoever follows the feed would follow their own steps.
     */
    FeedPage page(FeedStart start, int limit, Caller caller) {
        FeedPosition from = switch (start) {
            case FeedStart.Beginning _ -> {
                tell(RecentReads.FEED, "events", caller);
                yield FeedPosition.START;
            }
            case FeedStart.Now _ -> {
                tell(RecentReads.FEED, "events", caller);
                yield queries.end();
            }
            case FeedStart.After after -> {
                FeedPosition position = known(after.position());
                tellOnce(RecentReads.FEED, "events", caller);
                yield position;
            }
        };
        Portion<FeedEvent> page =
                start instanceof FeedStart.Now ? new Portion<>(List.of(), false) : queries.after(from, limit);
        FeedPosition end = page.rows().stream().reduce(from, FeedPosition::after, (_, last) -> last);
        return new FeedPage(visible(page.rows(), caller.role()), end.text(), page.more());
    }

    /**
     * Where a stream begins. It leaves an event once an hour: each page of the console begins one, and who looks at
     * tickets all day must not fill the log with that.
     */
    FeedPosition begin(FeedStart start, Caller caller) {
        if (start instanceof FeedStart.After after) {
            FeedPosition position = known(after.position());
            tellOnce(RecentReads.STREAM, "event-stream", caller);
            return position;
        }
        tellOnce(RecentReads.STREAM, "event-stream", caller);
        return queries.end();
    }

    private void tellOnce(long what, String format, Caller caller) {
        if (!recent.has(caller.id(), what)) {
            tell(what, format, caller);
        }
    }

    private void tell(long what, String format, Caller caller) {
        reads.beginElsewhere(format, caller);
        recent.add(caller.id(), what);
    }

    /** Refuses a position of another log, such as one from before a restored backup: its reader would miss events. */
    private FeedPosition known(FeedPosition position) {
        if (!queries.end().covers(position)) {
            throw new ProblemException.Conflict("The cursor is ahead of the log, so it is of another one; begin again");
        }
        return position;
    }

    private static List<JsonNode> visible(List<FeedEvent> events, UserRole role) {
        return events.stream()
                .map(event -> event.visibleTo(role))
                .filter(Objects::nonNull)
                .toList();
    }
}
