package io.deskledger.api.ticket;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.security.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket's tags over HTTP. The service says who may: customers are told no only of their own tickets. */
@Controller("/api/v1/tickets/{id}/tags")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketTagController {

    private final TicketTagService service;

    TicketTagController(TicketTagService service) {
        this.service = service;
    }

    @Post
    HttpResponse<TicketView> add(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        List<String> names = TagNames.readSome(body.fields(), "names");
        return TicketController.withTag(HttpResponse.ok(TicketView.of(service.add(id, names, ifMatch, caller))));
    }

    @Delete("/{name}")
    HttpResponse<TicketView> remove(
            long id, String name, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        TaggedTicket ticket = service.remove(id, TagNames.ofPath(name), ifMatch, caller);
        return TicketController.withTag(HttpResponse.ok(TicketView.of(ticket)));
    }
}
