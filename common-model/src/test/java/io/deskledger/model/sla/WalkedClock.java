package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a patient person would write down who looks at the ticket and at the clock on the wall grain by grain, and knows
 * nothing of how {@link SlaClock} counts. Seconds since 1970 throughout, -1 for never.
 */
final class WalkedClock {

    /** How far past the look the person goes on to see when the clock would have reached its target. */
    private static final int PATIENCE = 800;

    final ClockCase drawn;
    final long start;
    long elapsed;
    long breachedAt = -1;
    long dueAt = -1;
    long warnAt = -1;
    long endedAt = -1;
    SlaPhase phase = SlaPhase.RUNNING;

    private final long answer;
    private final long at;
    private final long target;

    WalkedClock(ClockCase drawn) {
        this.drawn = drawn;
        this.at = drawn.at().getEpochSecond();
        this.target = drawn.clock().target().time().toSeconds();
        long created = drawn.ticket().createdAt().getEpochSecond();
        long[] cycle = cycle(created);
        this.start = cycle[0];
        this.answer = cycle[1];
        if (start >= 0) {
            walk();
        }
    }

    /** Start and answer of the last cycle that had begun. */
    private long[] cycle(long created) {
        boolean next = drawn.clock().kind() == SlaKind.NEXT_RESPONSE;
        long[] cycle = {next ? -1 : created, -1};
        if (drawn.clock().kind() == SlaKind.RESOLUTION) {
            return cycle;
        }
        boolean staffSpoke = false;
        for (ReplyAt reply : drawn.ticket().replies()) {
            long time = reply.at().getEpochSecond();
            boolean waits = cycle[0] >= 0 && cycle[1] < 0;
            if (reply.byStaff() && waits) {
                cycle[1] = time;
            } else if (!reply.byStaff() && next && staffSpoke && !waits) {
                cycle = new long[] {time, -1};
            }
            staffSpoke |= reply.byStaff();
        }
        return cycle;
    }

    private void walk() {
        long warn = target * drawn.clock().warnPercent() / 100;
        for (long time = start; time < at; time += drawn.grain()) {
            SlaPhase now = phaseAt(time);
            note(now, time);
            if (now == SlaPhase.RUNNING) {
                warnAt = warnAt < 0 && elapsed == warn ? time : warnAt;
                breachedAt = breachedAt < 0 && elapsed == target ? time : breachedAt;
                if (isOpen(time)) {
                    elapsed += drawn.grain();
                }
            }
        }
        note(phaseAt(at), at);
        dueAt = breachedAt >= 0 ? breachedAt : phase == SlaPhase.RUNNING ? foreseen() : -1;
    }

    private void note(SlaPhase now, long time) {
        if (now != SlaPhase.ENDED) {
            endedAt = -1;
        } else if (endedAt < 0) {
            endedAt = time;
        }
        phase = now;
    }

    private long foreseen() {
        long open = elapsed;
        long time = at;
        for (int i = 0; i < PATIENCE; i++, time += drawn.grain()) {
            if (open == target) {
                return time;
            }
            open += isOpen(time) ? drawn.grain() : 0;
        }
        return -1;
    }

    /** What the clock is told to do in the grain that begins then, whether the desk is open or not. */
    private SlaPhase phaseAt(long time) {
        TicketStatus status = drawn.ticket().initialStatus();
        for (StatusAt change : drawn.ticket().statuses()) {
            status = change.at().getEpochSecond() <= time ? change.status() : status;
        }
        if ((answer >= 0 && answer <= time) || status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED) {
            return SlaPhase.ENDED;
        }
        return drawn.clock().target().pausedIn().contains(status) ? SlaPhase.PAUSED : SlaPhase.RUNNING;
    }

    private boolean isOpen(long time) {
        ZonedDateTime wall = Instant.ofEpochSecond(time).atZone(drawn.zone());
        LocalDate date = wall.toLocalDate();
        int second = wall.toLocalTime().toSecondOfDay();
        for (OpeningHours hours : drawn.hours().getOrDefault(date.getDayOfWeek(), List.of())) {
            if (hours.from() <= second && second < hours.to()) {
                return drawn.holidays().stream().noneMatch(holiday -> isOn(holiday, date));
            }
        }
        return false;
    }

    private static boolean isOn(Holiday holiday, LocalDate date) {
        if (!holiday.yearly()) {
            return !date.isBefore(holiday.first()) && !date.isAfter(holiday.last());
        }
        for (int years = 0; years <= date.getYear() - holiday.first().getYear(); years++) {
            LocalDate first = holiday.first().plusYears(years);
            boolean leapDay = first.getDayOfMonth() != holiday.first().getDayOfMonth();
            LocalDate last =
                    first.plusDays(holiday.last().toEpochDay() - holiday.first().toEpochDay());
            if (!leapDay && !date.isBefore(first) && !date.isAfter(last)) {
                return true;
            }
        }
        return false;
    }

    SlaState state() {
        if (breachedAt >= 0) {
            return SlaState.BREACHED;
        }
        return switch (phase) {
            case ENDED -> SlaState.MET;
            case PAUSED -> SlaState.PAUSED;
            case RUNNING, OUTSIDE_HOURS -> SlaState.RUNNING;
        };
    }

    /** Whether the due time is later than the person was willing to look. */
    boolean lostPatience() {
        return phase == SlaPhase.RUNNING && dueAt < 0;
    }

    @Nullable
    Instant patienceEnd() {
        return lostPatience() ? Instant.ofEpochSecond(at + (PATIENCE - 1L) * drawn.grain()) : null;
    }
}
