package io.deskledger.api.audit;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Roles;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;

/** Whether the log still is what was written. */
@Controller("/api/v1/audit/verify")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class VerifyController {

    private final LogVerifier verifier;
    private final VerifyExecutor executor;

    VerifyController(LogVerifier verifier, VerifyExecutor executor) {
        this.verifier = verifier;
        this.executor = executor;
    }

    /** Walks all chains, or {@code chain} from {@code from_seq} on. */
    @Get
    Verification verify(QueryParams query) {
        int chain = query.integer("chain", 0, Integer.MAX_VALUE, -1);
        Long fromSeq = query.id("from_seq");
        if (fromSeq != null && chain < 0) {
            query.reject("from_seq", "needs chain beside it");
        }
        query.check();
        return executor.run(() -> verifier.verify(chain < 0 ? null : chain, fromSeq == null ? 1 : fromSeq));
    }
}
