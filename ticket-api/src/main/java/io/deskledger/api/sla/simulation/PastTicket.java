package io.deskledger.api.sla.simulation;

import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it was, and how its resolution was promised and kept.
 *
 * @param real null where nothing was promised
 * @param resolvedAt null while it is not
 */
record PastTicket(
        long id,
        SlaSubject subject,
        TicketTimeline timeline,
        @Nullable Instant resolvedAt,
        @Nullable Real real) {

    /** The promise that the ticket has. */
    record Real(
            long policyId,
            long versionId,
            SlaState state,
            @Nullable Instant dueAt,
            @Nullable Instant breachedAt) {}
}
