package io.deskledger.api.ticket;

import io.deskledger.api.http.Csv;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.Versions;
import io.deskledger.api.security.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Tickets over HTTP; everybody who is signed in may ask, customers about their own. */
@Controller("/api/v1/tickets")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketController {

    private final StatusGroupService changes;
    private final TicketReadService reads;
    private final TicketListExport exports;
    private final AssignmentGate gate;

    TicketController(
            StatusGroupService changes, TicketReadService reads, TicketListExport exports, AssignmentGate gate) {
        this.changes = changes;
        this.gate = gate;
        this.reads = reads;
        this.exports = exports;
    }

    @Post
    HttpResponse<TicketView> create(@Body JsonBody body, Caller caller) {
        NewTicket request = NewTicket.read(body.fields(), caller);
        TicketView ticket = TicketView.of(gate.create(request, caller));
        return withTag(HttpResponse.created(ticket, URI.create("/api/v1/tickets/" + ticket.id())));
    }

    /** A page as JSON, or all of the list as CSV where that is asked for first. */
    @Get
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_CSV})
    HttpResponse<?> list(HttpRequest<?> request, QueryParams query, Caller caller) {
        if (Csv.isWanted(request)) {
            return exports.csv(request, query, caller);
        }
        return HttpResponse.ok(reads.pageAsJson(TicketFilter.read(query, caller), caller))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    @Get("/{id}")
    HttpResponse<TicketView> get(long id, QueryParams query, Caller caller) {
        Deleted deleted = Deleted.ofOne(query, caller);
        query.check();
        return withTag(HttpResponse.ok(reads.get(id, deleted, caller)));
    }

    @Get("/number/{number}")
    HttpResponse<TicketView> getByNumber(String number, Caller caller) {
        return withTag(HttpResponse.ok(reads.getByNumber(number, caller)));
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<TicketView> update(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        TicketPatch patch = TicketPatch.read(body.fields(), caller);
        return withTag(HttpResponse.ok(changes.change(id, patch, ifMatch, caller)));
    }

    static HttpResponse<TicketView> withTag(MutableHttpResponse<TicketView> response) {
        long version = response.getBody().map(TicketView::version).orElseThrow();
        return response.header(HttpHeaders.ETAG, Versions.etag(version));
    }
}
