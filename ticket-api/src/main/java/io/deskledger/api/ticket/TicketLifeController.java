package io.deskledger.api.ticket;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.QueryParams;
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
import org.jspecify.annotations.Nullable;

/**
 * Deletion, restoration and transfer of a ticket over HTTP. The service says who may: customers are told no only of
 * their own.
 */
@Controller("/api/v1/tickets/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TicketLifeController {

    private final TicketLifeService service;

    TicketLifeController(TicketLifeService service) {
        this.service = service;
    }

    @Delete
    HttpResponse<Void> delete(
            long id, QueryParams query, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        boolean permanent = query.flag("permanent");
        query.check();
        if (permanent) {
            service.purge(id, ifMatch, caller);
        } else {
            service.delete(id, ifMatch, caller);
        }
        return HttpResponse.noContent();
    }

    @Post("/restore")
    HttpResponse<TicketView> restore(long id, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        return TicketController.withTag(HttpResponse.ok(TicketView.of(service.restore(id, ifMatch, caller))));
    }

    @Post("/transfer")
    HttpResponse<TicketView> transfer(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        JsonFields fields = body.fields();
        long creatorId = fields.requiredId("creator_id");
        fields.check();
        return TicketController.withTag(
                HttpResponse.ok(TicketView.of(service.transfer(id, creatorId, ifMatch, caller))));
    }
}
