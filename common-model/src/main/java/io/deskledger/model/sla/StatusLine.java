package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketStatus;
import java.util.Arrays;
import java.util.List;

/** The statuses of a ticket on the line of time, from its creation on: found by binary search, for there are many. */
final class StatusLine {

    private final long[] from;
    private final TicketStatus[] statuses;

    StatusLine(TicketTimeline ticket) {
        List<StatusAt> changes = ticket.statuses();
        from = new long[changes.size() + 1];
        statuses = new TicketStatus[changes.size() + 1];
        from[0] = OpenTimes.micros(ticket.createdAt());
        statuses[0] = ticket.initialStatus();
        for (int i = 0; i < changes.size(); i++) {
            // An entry dated before the one ahead of it counts as of that one's time.
            from[i + 1] = Math.max(from[i], OpenTimes.micros(changes.get(i).at()));
            statuses[i + 1] = changes.get(i).status();
        }
    }

    int size() {
        return from.length;
    }

    long from(int index) {
        return from[index];
    }

    TicketStatus status(int index) {
        return statuses[index];
    }

    /** The first whose time is not over before that instant. */
    int at(long instant) {
        int found = Arrays.binarySearch(from, instant);
        int index = found >= 0 ? found : Math.max(0, -found - 2);
        while (index > 0 && from[index - 1] == from[index]) {
            index--;
        }
        // Whoever ends at that very instant still touches it.
        return Math.max(0, index - 1);
    }
}
