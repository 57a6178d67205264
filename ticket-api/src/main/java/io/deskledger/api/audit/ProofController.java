package io.deskledger.api.audit;

import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.deskledger.model.chain.InclusionProofJson;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** One entry of the log with the proof that it was there when a checkpoint was signed. */
@Controller("/api/v1/audit/{eventId}/proof")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProofController {

    private final ProofService proofs;

    ProofController(ProofService proofs) {
        this.proofs = proofs;
    }

    /** What {@code ./deskledger verify --proof} takes. */
    @Get
    String prove(String eventId, Caller caller) {
        return InclusionProofJson.write(proofs.prove(eventId, caller));
    }
}
