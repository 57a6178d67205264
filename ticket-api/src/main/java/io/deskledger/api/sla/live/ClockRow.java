package io.deskledger.api.sla.live;

import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code ticket_sla}; the migration says what its columns mean. */
record ClockRow(
        long ticketId,
        SlaKind kind,
        int cycle,
        long versionId,
        long targetSeconds,
        SlaState state,
        boolean open,
        Instant startedAt,
        Instant countedFrom,
        Times times,
        @Nullable Instant stoppedAt) {

    /** When what is due and was told. */
    record Times(
            @Nullable Instant dueAt,
            @Nullable Instant warnAt,
            @Nullable Instant nextAt,
            @Nullable Instant warnedAt,
            @Nullable Instant breachedAt) {}
}
