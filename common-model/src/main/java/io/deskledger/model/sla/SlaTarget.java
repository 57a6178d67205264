package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

/**
 * How much open time a promise may take.
 *
 * @param time whole seconds, from one second to ten years of open time
 * @param calendar when the clock runs
 * @param pausedIn the open statuses in which the clock stands still; resolved and closed always end it
 */
public record SlaTarget(Duration time, WorkCalendar calendar, Set<TicketStatus> pausedIn) {

    private static final Duration LONGEST = Duration.ofDays(3_653);

    public SlaTarget {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new InvalidSlaException("time", "has to be more than zero and at most " + LONGEST.toDays() + " days");
        }
        if (!time.equals(time.truncatedTo(ChronoUnit.SECONDS))) {
            throw new InvalidSlaException("time", "has to be whole seconds");
        }
        for (TicketStatus status : pausedIn) {
            if (!status.isOpen()) {
                throw new InvalidSlaException("paused_in", status.wire() + " ends the clock and can't pause it");
            }
        }
        if (pausedIn.containsAll(OpenStatuses.ALL)) {
            throw new InvalidSlaException("paused_in", "has to leave a status in which the clock runs");
        }
        pausedIn = Set.copyOf(pausedIn);
    }

    private static final class OpenStatuses {
        static final Set<TicketStatus> ALL =
                EnumSet.of(TicketStatus.OPEN, TicketStatus.IN_PROGRESS, TicketStatus.WAITING_ON_CUSTOMER);
    }
}
