package io.deskledger.api.feed;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.presence.Look;
import io.deskledger.api.presence.Presence;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Grant;
import io.deskledger.api.security.Roles;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketReadService;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Events as they are recorded, as server-sent events, to whom {@link FeedController} would give them. */
@Controller("/api/v1/events/stream")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final FeedReader reader;
    private final EventStream stream;
    private final TicketReadService tickets;
    private final Presence presence;

    StreamController(FeedReader reader, EventStream stream, TicketReadService tickets, Presence presence) {
        this.reader = reader;
        this.stream = stream;
        this.tickets = tickets;
        this.presence = presence;
    }

    /**
     * What follows the {@code Last-Event-ID}, or else {@code after}, or else now. The header comes first: a browser
     * that comes back sends it with the address that it began with. Who names a {@code ticket} looks at it for as long
     * as the stream lasts, and hears who else does.
     */
    @Get(headRoute = false) // HEAD would listen, and nobody would hear
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<byte[]>> listen(HttpRequest<?> request, QueryParams query, Caller caller, Grant grant) {
        FeedStart asked = FeedStart.of(query, "after", query.text("after"), new FeedStart.Now());
        FeedStart start =
                FeedStart.of(query, LAST_EVENT_ID, request.getHeaders().get(LAST_EVENT_ID), asked);
        Long ticketId = query.id("ticket");
        query.check();
        if (ticketId != null) {
            tickets.get(ticketId, Deleted.EXCLUDE, caller); // or there is nothing to look at
        }
        FeedPosition from = reader.begin(start, caller);
        Look look = ticketId == null ? null : presence.enter(ticketId, caller.id());
        return HttpResponse.<Publisher<byte[]>>ok(listen(grant, from, look))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_ENCODING, "identity") // not to be packed: a packer waits for more
                .header("X-Accel-Buffering", "no"); // or a proxy would hold events back until it has enough
    }

    private Publisher<byte[]> listen(Grant grant, FeedPosition from, @Nullable Look look) {
        try {
            return stream.listen(grant, from, look);
        } catch (RuntimeException e) {
            if (look != null) {
                look.end();
            }
            throw e;
        }
    }
}
