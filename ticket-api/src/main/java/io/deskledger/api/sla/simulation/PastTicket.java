package io.deskledger.api.sla.simulation;

import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaReading;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as it was, and how what is asked about was promised and kept.
 *
 * @param resolvedAt null while it is not
 * @param held what it is held to; null where no policy was for it
 * @param real its clocks of the promise; of next responses one for each question
 */
record PastTicket(
        long id,
        SlaSubject subject,
        TicketTimeline timeline,
        @Nullable Instant resolvedAt,
        @Nullable Held held,
        List<Outcome> real) {

    /** The version of a policy that the ticket is held to. */
    record Held(long policyId, long versionId) {}

    /**
     * What became of a promise.
     *
     * @param cycle counts from 1
     * @param endedAt when what was promised came; null while it has not
     */
    record Outcome(
            int cycle,
            SlaState state,
            @Nullable Instant dueAt,
            @Nullable Instant breachedAt,
            @Nullable Instant endedAt) {

        /** Resolutions are counted by the ticket's own date, as reports do. */
        static Outcome of(SlaReading reading, PastTicket ticket) {
            return new Outcome(
                    reading.cycle(),
                    reading.state(),
                    reading.dueAt(),
                    reading.breachedAt(),
                    reading.kind() == SlaKind.RESOLUTION ? ticket.resolvedAt() : reading.endedAt());
        }
    }
}
