package io.deskledger.api.export;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.reactivestreams.Publisher;

/** Takes tickets out. */
@Controller("/api/v1/exports")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportController {

    private final TicketExport exports;

    ExportController(TicketExport exports) {
        this.exports = exports;
    }

    /** Every ticket that the filter finds, one a line, oldest first; deleted ones are left out. */
    @Get("/tickets")
    @Produces(TicketExport.MEDIA_TYPE)
    HttpResponse<Publisher<byte[]>> tickets(HttpRequest<?> request, QueryParams query, Caller caller) {
        return exports.answer(request, query, caller);
    }
}
