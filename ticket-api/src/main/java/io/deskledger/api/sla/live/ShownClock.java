package io.deskledger.api.sla.live;

import io.deskledger.api.ticket.SlaView;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A clock as far as it is shown with its ticket. */
record ShownClock(
        SlaKind kind,
        long versionId,
        long targetSeconds,
        SlaState state,
        boolean open,
        @Nullable Instant dueAt,
        @Nullable Instant warnAt,
        @Nullable Instant stoppedAt,
        Instant countedFrom) {

    static ShownClock of(ClockRow row) {
        return new ShownClock(
                row.kind(),
                row.versionId(),
                row.targetSeconds(),
                row.state(),
                row.open(),
                row.times().dueAt(),
                row.times().warnAt(),
                row.stoppedAt(),
                row.countedFrom());
    }

    /** Whether the target has been missed by now. */
    boolean isLate(Instant now) {
        return state == SlaState.BREACHED || (open && dueAt != null && dueAt.isBefore(now));
    }

    SlaView.Target view(Instant now) {
        boolean late = isLate(now);
        return new SlaView.Target(
                late ? SlaState.BREACHED.wire() : state.wire(),
                targetSeconds,
                dueAt,
                warnAt,
                late ? dueAt : null,
                stoppedAt);
    }
}
