package io.deskledger.model.sla;

import io.deskledger.model.sla.TicketTimeline.AssigneeAt;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits stretches by the calendar's hours and by the ticket's assignees, and says why each is what it is. */
final class SlaIntervals {

    private SlaIntervals() {}

    static void split(SlaStretch stretch, WorkCalendar calendar, TicketTimeline ticket, List<SlaInterval> intervals) {
        Taker taker = new Taker(stretch, calendar, ticket, intervals);
        if (stretch.phase() != SlaPhase.RUNNING) {
            taker.take(stretch.from(), stretch.to(), stretch.phase());
            return;
        }
        calendar.times().spans(stretch.from(), stretch.to(), (from, to) -> {
            taker.take(taker.upTo, from, SlaPhase.OUTSIDE_HOURS);
            taker.take(from, to, SlaPhase.RUNNING);
        });
        taker.take(taker.upTo, stretch.to(), SlaPhase.OUTSIDE_HOURS);
    }

    private static final class Taker {

        private final SlaStretch stretch;
        private final WorkCalendar calendar;
        private final TicketTimeline ticket;
        private final List<SlaInterval> intervals;
        private long upTo;

        Taker(SlaStretch stretch, WorkCalendar calendar, TicketTimeline ticket, List<SlaInterval> intervals) {
            this.stretch = stretch;
            this.calendar = calendar;
            this.ticket = ticket;
            this.intervals = intervals;
            this.upTo = stretch.from();
        }

        void take(long from, long to, SlaPhase phase) {
            long start = from;
            long time = OpenTimes.micros(ticket.createdAt());
            Long assignee = null;
            for (AssigneeAt change : ticket.assignees()) {
                time = Math.max(time, OpenTimes.micros(change.at()));
                if (time > start && time < to) {
                    add(start, time, phase, assignee);
                    start = time;
                }
                if (time < to) {
                    assignee = change.assigneeId();
                }
            }
            add(start, to, phase, assignee);
            upTo = to;
        }

        private void add(long from, long to, SlaPhase phase, @Nullable Long assignee) {
            if (to > from) {
                intervals.add(new SlaInterval(
                        OpenTimes.instant(from),
                        OpenTimes.instant(to),
                        phase,
                        reason(from, to, phase),
                        stretch.status(),
                        assignee));
            }
        }

        private String reason(long from, long to, SlaPhase phase) {
            return switch (phase) {
                case RUNNING -> "runs: " + stretch.status().wire() + ", within the hours of " + calendar.name();
                case PAUSED -> "paused: " + stretch.status().wire();
                case ENDED ->
                    stretch.status().isOpen() ? "answered" : stretch.status().wire();
                case OUTSIDE_HOURS -> closed(from, to);
            };
        }

        private String closed(long from, long to) {
            List<String> holidays = calendar.holidayNames(date(from), date(to - 1));
            String closed = "closed: outside the hours of " + calendar.name();
            return holidays.isEmpty() ? closed : closed + " (" + String.join(", ", holidays) + ")";
        }

        private LocalDate date(long micros) {
            return OpenTimes.instant(micros).atZone(calendar.zone()).toLocalDate();
        }
    }
}
