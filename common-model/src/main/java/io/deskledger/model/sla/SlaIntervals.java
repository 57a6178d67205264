package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.AssigneeAt;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Splits stretches by the calendar's hours and by the ticket's assignees, and says why each is what it is. Of one
 * ticket and calendar, so many intervals in all; what it looks up is looked up once.
 */
final class SlaIntervals {

    private final WorkCalendar calendar;
    private final TicketTimeline ticket;
    private final Instant at;
    private int left;
    private boolean full;
    private @Nullable NavigableMap<LocalDate, String> holidays;

    SlaIntervals(TicketTimeline ticket, WorkCalendar calendar, Instant at, int limit) {
        this.ticket = ticket;
        this.calendar = calendar;
        this.at = at;
        this.left = limit;
    }

    /** Whether something was left out of the last ones because of the limit. */
    boolean isFull() {
        return full;
    }

    /** The intervals of a cycle. */
    List<SlaInterval> of(List<SlaStretch> stretches) {
        Taker taker = new Taker();
        full = false;
        for (SlaStretch stretch : stretches) {
            taker.begin(stretch);
            split(stretch, taker);
        }
        return taker.intervals;
    }

    private void split(SlaStretch stretch, Taker taker) {
        if (stretch.phase() != SlaPhase.RUNNING) {
            taker.take(stretch.from(), stretch.to(), stretch.phase());
            return;
        }
        calendar.times().spans(stretch.from(), stretch.to(), (from, to) -> {
            taker.take(taker.upTo, from, SlaPhase.OUTSIDE_HOURS);
            taker.take(from, to, SlaPhase.RUNNING);
            return !full;
        });
        taker.take(taker.upTo, stretch.to(), SlaPhase.OUTSIDE_HOURS);
    }

    /** Where clocks are put back over midnight, as in St. John's until 2011, a later instant has the earlier date. */
    private Collection<String> holidaysOn(LocalDate one, LocalDate other) {
        boolean inOrder = !one.isAfter(other);
        return holidays()
                .subMap(inOrder ? one : other, true, inOrder ? other : one, true)
                .values();
    }

    /** Whose day off it is, from the ticket's creation on. */
    private NavigableMap<LocalDate, String> holidays() {
        NavigableMap<LocalDate, String> known = holidays;
        if (known == null) {
            Instant end = at.isBefore(ticket.createdAt()) ? ticket.createdAt() : at;
            known = new TreeMap<>(calendar.holidaysBetween(
                    date(OpenTimes.micros(ticket.createdAt())).minusDays(1),
                    date(OpenTimes.micros(end)).plusDays(1)));
            holidays = known;
        }
        return known;
    }

    private LocalDate date(long micros) {
        return OpenTimes.instant(micros).atZone(calendar.zone()).toLocalDate();
    }

    private final class Taker {

        private final List<SlaInterval> intervals = new ArrayList<>();
        private TicketStatus status = ticket.initialStatus();
        private long upTo;
        private int next;
        private long changed = OpenTimes.micros(ticket.createdAt());
        private @Nullable Long assignee;

        void begin(SlaStretch stretch) {
            status = stretch.status();
            upTo = stretch.from();
        }

        /** Takes spans in order, so that changes of hands are walked through once. */
        void take(long from, long to, SlaPhase phase) {
            long start = from;
            while (next < ticket.assignees().size()) {
                AssigneeAt change = ticket.assignees().get(next);
                long time = Math.max(changed, OpenTimes.micros(change.at()));
                if (time >= to) {
                    break;
                }
                if (time > start) {
                    add(start, time, phase);
                    start = time;
                }
                changed = time;
                assignee = change.assigneeId();
                next++;
            }
            add(start, to, phase);
            upTo = to;
        }

        private void add(long from, long to, SlaPhase phase) {
            if (to <= from) {
                return;
            }
            if (left == 0) {
                full = true;
                return;
            }
            left--;
            intervals.add(new SlaInterval(
                    OpenTimes.instant(from), OpenTimes.instant(to), phase, reason(from, to, phase), status, assignee));
        }

        private String reason(long from, long to, SlaPhase phase) {
            return switch (phase) {
                case RUNNING -> "runs: " + status.wire() + ", within the hours of " + calendar.name();
                case PAUSED -> "paused: " + status.wire();
                case ENDED -> status.isOpen() ? "answered" : status.wire();
                case OUTSIDE_HOURS -> closed(from, to);
            };
        }

        private String closed(long from, long to) {
            List<String> names =
                    holidaysOn(date(from), date(to - 1)).stream().distinct().toList();
            String closed = "closed: outside the hours of " + calendar.name();
            return names.isEmpty() ? closed : closed + " (" + String.join(", ", names) + ")";
        }
    }
}
