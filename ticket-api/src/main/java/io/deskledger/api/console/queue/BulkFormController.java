package io.deskledger.api.console.queue;

import io.deskledger.api.bulk.BulkCommand;
import io.deskledger.api.bulk.BulkGate;
import io.deskledger.api.bulk.BulkResult;
import io.deskledger.api.bulk.BulkService;
import io.deskledger.api.bulk.BulkUndoService;
import io.deskledger.api.console.Form;
import io.deskledger.api.console.Pages;
import io.deskledger.api.console.Visit;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.Map;
import java.util.UUID;

/** Changes many tickets of a list at once, and takes that back; answers what was done. */
@Controller("/tickets/bulk")
@Secured({Roles.AGENT, Roles.ADMIN})
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BulkFormController {

    private static final String CHANGED = "desk:changed";

    private final Pages pages;
    private final BulkService service;
    private final BulkUndoService undos;
    private final BulkGate gate;

    BulkFormController(Pages pages, BulkService service, BulkUndoService undos, BulkGate gate) {
        this.pages = pages;
        this.service = service;
        this.undos = undos;
        this.gate = gate;
    }

    @Post
    HttpResponse<String> change(@Body Form form, Visit visit) {
        BulkCommand command = BulkCommand.read(BulkForms.command(form).fields(), visit.caller());
        return answer(gate.pass(() -> service.run(command, visit.caller())), false, visit);
    }

    @Post("/{bulkId}/undo")
    HttpResponse<String> undo(UUID bulkId, @Body Form form, Visit visit) {
        return answer(gate.pass(() -> undos.undo(bulkId, visit.caller())), true, visit);
    }

    private HttpResponse<String> answer(BulkResult result, boolean undone, Visit visit) {
        return pages.part(visit, "queue/changed", Map.of("result", result, "undone", undone))
                .header("HX-Trigger", CHANGED);
    }
}
