package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.StatusAt;
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
    static List<SlaStretch> of(SlaCycle cycle, SlaTarget target, TicketTimeline ticket, Instant at) {
        Cutter cutter = new Cutter(cycle, target, Math.max(cycle.start(), OpenTimes.micros(at)));
        long from = OpenTimes.micros(ticket.createdAt());
        TicketStatus status = ticket.initialStatus();
        for (StatusAt change : ticket.statuses()) {
            long to = Math.max(from, OpenTimes.micros(change.at()));
            if (to > cutter.end) {
                break;
            }
            cutter.cut(from, to, status);
            from = to;
            status = change.status();
        }
        cutter.cut(from, cutter.end, status);
        return cutter.stretches;
    }

    private static final class Cutter {

        private final SlaCycle cycle;
        private final SlaTarget target;
        private final long end;
        private final List<SlaStretch> stretches = new ArrayList<>();

        Cutter(SlaCycle cycle, SlaTarget target, long end) {
            this.cycle = cycle;
            this.target = target;
            this.end = end;
        }

        /** Takes what of a status lies in the cycle, apart before and after the answer. */
        void cut(long statusFrom, long to, TicketStatus status) {
            long from = Math.max(statusFrom, cycle.start());
            if (to < from) {
                return;
            }
            if (from < cycle.answered()) {
                stretches.add(new SlaStretch(from, Math.min(to, cycle.answered()), phase(status), status));
            }
            if (to >= cycle.answered()) {
                stretches.add(new SlaStretch(Math.max(from, cycle.answered()), to, SlaPhase.ENDED, status));
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
