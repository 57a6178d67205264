package io.deskledger.api.feed;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Grant;
import io.deskledger.api.security.Roles;
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
import org.reactivestreams.Publisher;

/** Events as they are recorded, as server-sent events, to whom {@link FeedController} would give them. */
@Controller("/api/v1/events/stream")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class StreamController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final FeedReader reader;
    private final EventStream stream;

    StreamController(FeedReader reader, EventStream stream) {
        this.reader = reader;
        this.stream = stream;
    }

    /**
     * What follows the {@code Last-Event-ID}, or else {@code after}, or else now. The header comes first: a browser
     * that comes back sends it with the address that it began with.
     */
    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<byte[]>> listen(HttpRequest<?> request, QueryParams query, Caller caller, Grant grant) {
        FeedStart asked = FeedStart.of(query, "after", query.text("after"), new FeedStart.Now());
        FeedStart start =
                FeedStart.of(query, LAST_EVENT_ID, request.getHeaders().get(LAST_EVENT_ID), asked);
        query.check();
        FeedPosition from = reader.begin(start, caller);
        return HttpResponse.<Publisher<byte[]>>ok(stream.listen(grant, from))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_ENCODING, "identity") // not to be packed: a packer waits for more
                .header("X-Accel-Buffering", "no"); // or a proxy would hold events back until it has enough
    }
}
