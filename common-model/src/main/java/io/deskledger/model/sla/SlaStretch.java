package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a cycle in which the ticket had one status, in microseconds. The calendar is not asked: what runs here
 * may be outside of its hours.
 */
record SlaStretch(long from, long to, SlaPhase phase, TicketStatus status) {

    /** The stretches from the start of the cycle to that instant, in order, without a gap. */
    static List<SlaStretch> of(SlaCycle cycle, SlaTarget target, StatusLine line, Instant at) {
        Cutter cutter = new Cutter(cycle, target, Math.max(cycle.start(), OpenTimes.micros(at)));
        for (int i = line.at(cycle.start()); i < line.size() && !cutter.answered; i++) {
            boolean last = i + 1 == line.size() || line.from(i + 1) > cutter.end;
            cutter.cut(line.from(i), last ? cutter.end : line.from(i + 1), line.status(i));
            if (last) {
                break;
            }
        }
        return cutter.stretches;
    }

    private static final class Cutter {

        private final SlaCycle cycle;
        private final SlaTarget target;
        private final long end;
        private final List<SlaStretch> stretches = new ArrayList<>();
        private boolean answered;

        Cutter(SlaCycle cycle, SlaTarget target, long end) {
            this.cycle = cycle;
            this.target = target;
            this.end = end;
        }

        /** Takes what of a status lies in the cycle; the answer ends it for good. */
        void cut(long statusFrom, long to, TicketStatus status) {
            long from = Math.max(statusFrom, cycle.start());
            if (to < from) {
                return;
            }
            if (from < cycle.answered()) {
                stretches.add(new SlaStretch(from, Math.min(to, cycle.answered()), phase(status), status));
            }
            if (to >= cycle.answered()) {
                stretches.add(new SlaStretch(Math.max(from, cycle.answered()), end, SlaPhase.ENDED, status));
                answered = true;
            }
        }

        private SlaPhase phase(TicketStatus status) {
            if (!status.isOpen()) {
                return SlaPhase.ENDED;
            }
            return target.pausedIn().contains(status) ? SlaPhase.PAUSED : SlaPhase.RUNNING;
        }
    }
}
