package io.deskledger.api.sla.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ticket.SlaView;
import io.deskledger.model.WireName;
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

    /** As the column {@code clocks} of lists of tickets holds it. */
    static ShownClock of(JsonNode row) {
        return new ShownClock(
                WireName.find(SlaKind.class, row.get(0).textValue()).orElseThrow(),
                row.get(1).longValue(),
                row.get(2).longValue(),
                WireName.find(SlaState.class, row.get(3).textValue()).orElseThrow(),
                row.get(4).booleanValue(),
                FactsRepository.instantOrNull(row.get(5)),
                FactsRepository.instantOrNull(row.get(6)),
                FactsRepository.instantOrNull(row.get(7)),
                FactsRepository.instant(row.get(8).longValue()));
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
