package io.deskledger.model.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stop watch for one promise: a function of a ticket's history, a target and the instant at which it is looked at.
 *
 * <p>Resolution starts with the ticket and ends when it is resolved or closed; a reopening goes on where it stood, and
 * the time in between counts nothing. First response starts with the ticket and ends with staff's first public comment.
 * Next response starts with a customer's public comment after one by staff and ends with staff's next; each such
 * question is a cycle of its own. A resolution without an answer ends both responses, until a reopening.
 *
 * <p>The due time is the first instant at which the clock has reached its target. What comes then or earlier is in
 * time; a breach is for good. The target is held against the whole history: who passes the target of the ticket's
 * priority now gets the due time that this priority would always have had.
 *
 * @param kind what is promised
 * @param target how long it may take
 * @param warnPercent at how many percent of it to warn
 */
public record SlaClock(SlaKind kind, SlaTarget target, int warnPercent) {

    /** The clock at that instant; empty where nothing was asked yet that waits for a next response. */
    public Optional<SlaReading> read(TicketTimeline ticket, Instant at) {
        List<SlaCycle> cycles = SlaCycle.of(kind, ticket, at);
        return cycles.isEmpty()
                ? Optional.empty()
                : Optional.of(read(ticket, new StatusLine(ticket), cycles.getLast(), at));
    }

    /** The readings of all cycles so far, in order; more than one for {@link SlaKind#NEXT_RESPONSE} only. */
    public List<SlaReading> readAll(TicketTimeline ticket, Instant at) {
        StatusLine line = new StatusLine(ticket);
        return SlaCycle.of(kind, ticket, at).stream()
                .map(cycle -> read(ticket, line, cycle, at))
                .toList();
    }

    /** What the clock of the cycle (from 1) did from its start to that instant, without a gap, and why. */
    public List<SlaInterval> explain(TicketTimeline ticket, int cycle, Instant at) {
        StatusLine line = new StatusLine(ticket);
        return SlaCycle.of(kind, ticket, at).stream()
                .filter(one -> one.number() == cycle)
                .findFirst()
                .map(one -> new SlaIntervals(ticket, target.calendar(), at, Integer.MAX_VALUE)
                        .of(SlaStretch.of(one, target, line, at)))
                .orElse(List.of());
    }

    /**
     * What the clocks of all cycles did, latest cycle first: of very long histories so many intervals and cycles at
     * most, the first of each cycle.
     */
    public List<SlaExplained> explainAll(TicketTimeline ticket, Instant at, int limit) {
        StatusLine line = new StatusLine(ticket);
        SlaIntervals intervals = new SlaIntervals(ticket, target.calendar(), at, limit);
        List<SlaExplained> all = new ArrayList<>();
        for (SlaCycle cycle : SlaCycle.of(kind, ticket, at).reversed()) {
            if (all.size() == limit) {
                break;
            }
            List<SlaInterval> mine = intervals.of(SlaStretch.of(cycle, target, line, at));
            all.add(new SlaExplained(read(ticket, line, cycle, at), mine, intervals.isFull()));
        }
        return all;
    }

    private SlaReading read(TicketTimeline ticket, StatusLine line, SlaCycle cycle, Instant at) {
        OpenTimes times = target.calendar().times();
        long allowed = OpenTimes.micros(target.time());
        Mark due = new Mark(allowed, times.add(cycle.start(), allowed));
        Mark warn = new Mark(allowed * warnPercent / 100, OpenTimes.NEVER);
        long elapsed = 0;
        long endedAt = 0;
        SlaPhase phase = SlaPhase.RUNNING;
        for (SlaStretch stretch : SlaStretch.of(cycle, target, line, at)) {
            if (stretch.phase() == SlaPhase.RUNNING) {
                due.run(times, stretch, elapsed);
                warn.run(times, stretch, elapsed);
                elapsed += times.between(stretch.from(), stretch.to());
            } else if (stretch.phase() == SlaPhase.ENDED && phase != SlaPhase.ENDED) {
                endedAt = stretch.from();
            }
            phase = stretch.phase();
        }
        SlaState state = due.passed ? SlaState.BREACHED : state(phase);
        return new SlaReading(
                kind,
                cycle.number(),
                target.time(),
                OpenTimes.duration(elapsed),
                state,
                phase == SlaPhase.RUNNING && !target.calendar().isOpen(later(at, ticket))
                        ? SlaPhase.OUTSIDE_HOURS
                        : phase,
                OpenTimes.instant(cycle.start()),
                state == SlaState.PAUSED ? null : due.instant(),
                warn.passed || state == SlaState.RUNNING ? warn.instant() : null,
                due.passed ? due.instant() : null,
                phase == SlaPhase.ENDED ? OpenTimes.instant(endedAt) : null);
    }

    private static Instant later(Instant at, TicketTimeline ticket) {
        return at.isBefore(ticket.createdAt()) ? ticket.createdAt() : at;
    }

    private static SlaState state(SlaPhase phase) {
        return switch (phase) {
            case RUNNING, OUTSIDE_HOURS -> SlaState.RUNNING;
            case PAUSED -> SlaState.PAUSED;
            case ENDED -> SlaState.MET;
        };
    }

    /** An amount of time on the clock: when it was passed while the clock ran, or will be if it runs on. */
    private static final class Mark {

        private final long amount;
        private long reached;
        private boolean passed;

        Mark(long amount, long foreseen) {
            this.amount = amount;
            this.reached = foreseen;
        }

        void run(OpenTimes times, SlaStretch stretch, long elapsed) {
            if (!passed) {
                reached = times.add(stretch.from(), amount - elapsed);
                passed = reached < stretch.to();
            }
        }

        @Nullable
        Instant instant() {
            return reached == OpenTimes.NEVER ? null : OpenTimes.instant(reached);
        }
    }
}
