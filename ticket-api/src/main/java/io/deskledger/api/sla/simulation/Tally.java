package io.deskledger.api.sla.simulation;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.sla.simulation.PastTicket.Outcome;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.ticket.TicketPriority;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Counts promises as the report does, twice, and keeps the first that are not the same both times. */
final class Tally {

    private static final int MOST_TICKETS = 1_000_000;

    /** What became of a promise in the range. */
    private enum Verdict {
        MET,
        MISSED,
        MISSED_OPEN,
        /** What was promised neither came in the range nor was due in it. */
        NOT_COUNTED
    }

    private record Change(PastTicket ticket, Outcome was, Outcome would, boolean nowMet, String policy) {}

    /** The last of the list first, so that it makes room for others. */
    private static final Comparator<Change> LAST_FIRST = Comparator.comparingLong(
                    (Change change) -> change.ticket().id())
            .thenComparingInt(change -> change.was().cycle())
            .reversed();

    private final Instant start;
    private final Instant end;
    private final int limit;
    private final Map<TicketPriority, long[]> real = new EnumMap<>(TicketPriority.class);
    private final Map<TicketPriority, long[]> simulated = new EnumMap<>(TicketPriority.class);
    private final PriorityQueue<Change> flips = new PriorityQueue<>(LAST_FIRST);

    private long tickets;
    private long toMet;
    private long toMissed;

    /** @param end the end of the range, or now if that is earlier */
    Tally(Instant start, Instant end, int limit) {
        this.start = start;
        this.end = end;
        this.limit = limit;
    }

    void unchanged(PastTicket ticket) {
        admit(ticket);
        for (Outcome outcome : ticket.real()) {
            Verdict verdict = verdict(outcome);
            count(real, ticket, verdict);
            count(simulated, ticket, verdict);
        }
    }

    void changed(PastTicket ticket, String policy, List<Outcome> outcomes) {
        admit(ticket);
        ticket.real().forEach(outcome -> count(real, ticket, verdict(outcome)));
        Map<Integer, Outcome> before = new HashMap<>();
        ticket.real().forEach(outcome -> before.put(outcome.cycle(), outcome));
        for (Outcome would : outcomes) {
            count(simulated, ticket, verdict(would));
            Outcome was = before.get(would.cycle());
            if (was != null) {
                compare(ticket, policy, was, would);
            }
        }
    }

    /** What was broken before the range stays broken though the range does not count it. */
    private void compare(PastTicket ticket, String policy, Outcome was, Outcome would) {
        boolean nowMet = was.state() == SlaState.BREACHED;
        boolean counted = verdict(was) != Verdict.NOT_COUNTED || verdict(would) != Verdict.NOT_COUNTED;
        if (!counted || nowMet == (would.state() == SlaState.BREACHED)) {
            return;
        }
        if (nowMet) {
            toMet++;
        } else {
            toMissed++;
        }
        flips.add(new Change(ticket, was, would, nowMet, policy));
        if (flips.size() > limit) {
            flips.poll();
        }
    }

    private void admit(PastTicket ticket) {
        if (++tickets > MOST_TICKETS) {
            throw new ProblemException.Invalid("from", "more than " + MOST_TICKETS + " tickets; ask for fewer days");
        }
        real.computeIfAbsent(ticket.subject().priority(), _ -> new long[3]);
    }

    private Verdict verdict(Outcome outcome) {
        if (outcome.endedAt() != null) {
            if (!isWithin(outcome.endedAt())) {
                return Verdict.NOT_COUNTED;
            }
            return outcome.state() == SlaState.BREACHED ? Verdict.MISSED : Verdict.MET;
        }
        return outcome.breachedAt() != null && isWithin(outcome.breachedAt())
                ? Verdict.MISSED_OPEN
                : Verdict.NOT_COUNTED;
    }

    private boolean isWithin(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    private static void count(Map<TicketPriority, long[]> counts, PastTicket ticket, Verdict verdict) {
        long[] row = counts.computeIfAbsent(ticket.subject().priority(), priority -> new long[3]);
        switch (verdict) {
            case MET -> row[0]++;
            case MISSED -> row[1]++;
            case MISSED_OPEN -> row[2]++;
            case NOT_COUNTED -> {}
        }
    }

    SimulationResult result(SimulationRequest request, ZoneId zone, TicketNumbers numbers) {
        List<Change> changes = flips.stream().sorted(LAST_FIRST.reversed()).toList();
        Map<Long, String> names =
                numbers.of(changes.stream().map(change -> change.ticket().id()).toList());
        return new SimulationResult(
                request.target().wire(),
                List.of(TicketPriority.values()).reversed().stream()
                        .filter(real::containsKey)
                        .map(priority -> new SimulationResult.Compliance(
                                priority, figures(real.get(priority)), figures(simulated.get(priority))))
                        .toList(),
                toMet,
                toMissed,
                changes.stream().map(change -> flip(change, names)).toList(),
                toMet + toMissed > changes.size(),
                request.from(),
                request.to(),
                zone.getId());
    }

    private static SimulationResult.Figures figures(long @Nullable [] row) {
        long[] counts = row == null ? new long[3] : row;
        long all = counts[0] + counts[1] + counts[2];
        BigDecimal rate = all == 0
                ? null
                : BigDecimal.valueOf(100 * counts[0]).divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP);
        return new SimulationResult.Figures(counts[0] + counts[1], counts[0], counts[2], rate);
    }

    private static SimulationResult.Flip flip(Change change, Map<Long, String> names) {
        PastTicket ticket = change.ticket();
        return new SimulationResult.Flip(
                ticket.id(),
                names.getOrDefault(ticket.id(), ""),
                change.was().cycle(),
                ticket.subject().priority(),
                change.nowMet() ? "missed" : "met",
                change.nowMet() ? "met" : "missed",
                change.was().dueAt(),
                change.would().dueAt(),
                change.policy());
    }
}
