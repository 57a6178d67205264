package io.deskledger.api.bulk;

import io.deskledger.api.http.RequestId;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.io.InputStream;
import java.util.UUID;

/** Bulk changes over HTTP, for staff. */
@Controller("/api/v1/tickets/bulk")
@Secured({Roles.AGENT, Roles.ADMIN})
@ExecuteOn(TaskExecutors.BLOCKING)
final class BulkController {

    private final BulkBodies bodies;
    private final BulkGate gate;
    private final BulkService service;
    private final BulkUndoService undos;

    BulkController(BulkBodies bodies, BulkGate gate, BulkService service, BulkUndoService undos) {
        this.bodies = bodies;
        this.gate = gate;
        this.service = service;
        this.undos = undos;
    }

    @Post
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<?> change(HttpRequest<?> request, @Body InputStream body, Caller caller) {
        BulkBodies.Received received = bodies.receive(request, body);
        return gate.pass(() -> {
            BulkCommand command = BulkCommand.read(received.json().fields(), caller);
            BulkResult result = service.run(command, caller);
            if (result.bulkId() != null || command.dryRun()) {
                return HttpResponse.ok(result);
            }
            return HttpResponse.status(HttpStatus.CONFLICT)
                    .body(BulkProblem.of(result, request.getPath(), RequestId.of(request)))
                    .contentType(BulkProblem.MEDIA_TYPE);
        });
    }

    @Post("/{bulkId}/undo")
    BulkResult undo(UUID bulkId, Caller caller) {
        return gate.pass(() -> undos.undo(bulkId, caller));
    }
}
