package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.ClockRow.Times;
import io.deskledger.api.sla.live.TicketFacts.Told;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaReading;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a ticket's history into the rows of its clocks.
 *
 * @param held what the ticket is held to
 * @param now when it is looked at
 * @param silent whether what has passed already is taken for told: of a past that was imported
 */
record Evaluation(HeldVersion held, Instant now, boolean silent) {

    /** The row of each clock, and of next responses of each cycle that the timeline has. */
    List<ClockRow> rows(TicketFacts facts) {
        List<ClockRow> rows = new ArrayList<>();
        for (SlaKind kind : SlaKind.values()) {
            held.version().targets().find(kind, facts.subject().priority()).ifPresent(target -> {
                SlaClock clock = new SlaClock(kind, target, held.version().warnPercent());
                for (SlaReading reading : clock.readAll(facts.timeline(), now)) {
                    rows.add(row(facts, reading, target.calendar()));
                }
            });
        }
        return rows;
    }

    private ClockRow row(TicketFacts facts, SlaReading reading, WorkCalendar calendar) {
        int cycle = reading.cycle() + (reading.kind() == SlaKind.NEXT_RESPONSE ? facts.questionsBefore() : 0);
        Told told = facts.told(reading.kind(), cycle).orElse(null);
        return new ClockRow(
                facts.id(),
                reading.kind(),
                cycle,
                held.id(),
                reading.target().toSeconds(),
                reading.state(),
                reading.endedAt() == null && !facts.deleted(),
                reading.startedAt(),
                countedFrom(reading, calendar),
                times(reading, told, facts.deleted()),
                reading.endedAt());
    }

    private Times times(SlaReading reading, @Nullable Told told, boolean deleted) {
        boolean warned = isPast(reading.warnAt()) && (silent || (told != null && told.warnedAt() != null));
        boolean breached = reading.breachedAt() != null && (silent || (told != null && told.breachedAt() != null));
        return new Times(
                reading.dueAt(),
                reading.warnAt(),
                deleted ? null : next(reading, warned, breached),
                warned ? reading.warnAt() : null,
                breached ? reading.breachedAt() : null);
    }

    /** A warning that a breach has overtaken is not given any more. */
    private static @Nullable Instant next(SlaReading reading, boolean warned, boolean breached) {
        if (reading.breachedAt() != null) {
            return breached ? null : reading.breachedAt();
        }
        if (reading.state() != SlaState.RUNNING) {
            return null;
        }
        return warned || reading.warnAt() == null ? reading.dueAt() : reading.warnAt();
    }

    private boolean isPast(@Nullable Instant instant) {
        return instant != null && instant.isBefore(now);
    }

    /** Where the clock had begun to show what it shows had it never stood still but for the calendar. */
    private Instant countedFrom(SlaReading reading, WorkCalendar calendar) {
        Instant early = reading.startedAt();
        if (reading.endedAt() != null
                || !calendar.between(early, now).minus(reading.elapsed()).isPositive()) {
            return early;
        }
        Instant late = now;
        while (Duration.between(early, late).compareTo(Duration.ofMillis(1)) > 0) {
            Instant middle = early.plus(Duration.between(early, late).dividedBy(2));
            if (calendar.between(middle, now).compareTo(reading.elapsed()) > 0) {
                early = middle;
            } else {
                late = middle;
            }
        }
        return late;
    }
}
