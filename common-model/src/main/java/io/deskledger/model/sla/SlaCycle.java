package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a clock.
 *
 * @param number counts from 1
 * @param start in microseconds, as is
 * @param answered when staff's comment ended it, {@link #NOT_YET} if none has
 */
record SlaCycle(int number, long start, long answered) {

    static final long NOT_YET = Long.MAX_VALUE;

    /** The cycles that had begun by that instant, in order. */
    static List<SlaCycle> of(SlaKind kind, TicketTimeline ticket, Instant at) {
        long created = OpenTimes.micros(ticket.createdAt());
        return switch (kind) {
            case RESOLUTION -> List.of(new SlaCycle(1, created, NOT_YET));
            case FIRST_RESPONSE -> List.of(new SlaCycle(1, created, firstAnswer(ticket, created)));
            case NEXT_RESPONSE -> questions(ticket, created, Math.max(created, OpenTimes.micros(at)));
        };
    }

    private static long firstAnswer(TicketTimeline ticket, long created) {
        long time = created;
        for (ReplyAt reply : ticket.replies()) {
            time = Math.max(time, OpenTimes.micros(reply.at()));
            if (reply.byStaff()) {
                return time;
            }
        }
        return NOT_YET;
    }

    private static List<SlaCycle> questions(TicketTimeline ticket, long created, long until) {
        List<SlaCycle> cycles = new ArrayList<>();
        long time = created;
        long asked = NOT_YET;
        boolean answeredBefore = false;
        for (ReplyAt reply : ticket.replies()) {
            time = Math.max(time, OpenTimes.micros(reply.at()));
            if (time > until) {
                break;
            }
            if (!reply.byStaff()) {
                asked = answeredBefore && asked == NOT_YET ? time : asked;
            } else {
                answeredBefore = true;
                if (asked != NOT_YET) {
                    cycles.add(new SlaCycle(cycles.size() + 1, asked, time));
                    asked = NOT_YET;
                }
            }
        }
        if (asked != NOT_YET) {
            cycles.add(new SlaCycle(cycles.size() + 1, asked, NOT_YET));
        }
        return cycles;
    }
}
