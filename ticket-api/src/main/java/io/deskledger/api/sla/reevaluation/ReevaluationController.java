package io.deskledger.api.sla.reevaluation;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** Reevaluations over HTTP, for admins. */
@Controller("/api/v1/sla/reevaluate")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReevaluationController {

    private final ReevaluationService service;

    ReevaluationController(ReevaluationService service) {
        this.service = service;
    }

    /** Says what would change; does it with {@code "dry_run": false}. */
    @Post
    @Status(HttpStatus.OK)
    Reevaluation run(@Body JsonBody body, Caller caller) {
        return service.run(ReevaluationCommand.read(body.fields(), caller), caller);
    }
}
