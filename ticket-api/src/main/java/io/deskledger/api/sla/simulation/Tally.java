package io.deskledger.api.sla.simulation;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.sla.SlaReading;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.ticket.TicketPriority;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Counts tickets as the report of resolutions does, twice, and keeps the first that are not the same both times. */
final class Tally {

    private static final int MOST_TICKETS = 1_000_000;

    /** What became of a promise in the range. */
    private enum Verdict {
        MET,
        MISSED,
        MISSED_OPEN,
        /** Nothing was promised, or it is neither resolved nor due in the range. */
        NOT_COUNTED
    }

    private record Change(
            PastTicket ticket,
            boolean nowMet,
            String policy,
            @Nullable Instant dueAt) {}

    private final Instant start;
    private final Instant end;
    private final int limit;
    private final Map<TicketPriority, long[]> real = new EnumMap<>(TicketPriority.class);
    private final Map<TicketPriority, long[]> simulated = new EnumMap<>(TicketPriority.class);
    /** The highest id on top, so that it makes room for lower ones. */
    private final PriorityQueue<Change> flips = new PriorityQueue<>(
            Comparator.comparingLong((Change change) -> change.ticket().id()).reversed());

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
        admit();
        Verdict verdict = verdict(ticket);
        count(real, ticket, verdict);
        count(simulated, ticket, verdict);
    }

    void changed(PastTicket ticket, String policy, Optional<SlaReading> reading) {
        admit();
        Verdict was = verdict(ticket);
        Verdict would = reading.map(one -> verdict(ticket, one.state(), one.breachedAt()))
                .orElse(Verdict.NOT_COUNTED);
        count(real, ticket, was);
        count(simulated, ticket, would);
        if (ticket.real() == null || reading.isEmpty() || isBroken(was) == isBroken(would)) {
            return;
        }
        if (isBroken(was)) {
            toMet++;
        } else {
            toMissed++;
        }
        flips.add(new Change(ticket, isBroken(was), policy, reading.get().dueAt()));
        if (flips.size() > limit) {
            flips.poll();
        }
    }

    private void admit() {
        if (++tickets > MOST_TICKETS) {
            throw new ProblemException.Invalid("from", "more than " + MOST_TICKETS + " tickets; ask for fewer days");
        }
    }

    private Verdict verdict(PastTicket ticket) {
        PastTicket.Real promise = ticket.real();
        return promise == null ? Verdict.NOT_COUNTED : verdict(ticket, promise.state(), promise.breachedAt());
    }

    private Verdict verdict(PastTicket ticket, SlaState state, @Nullable Instant breachedAt) {
        if (ticket.resolvedAt() != null) {
            return state == SlaState.BREACHED ? Verdict.MISSED : Verdict.MET;
        }
        boolean due = breachedAt != null && !breachedAt.isBefore(start) && breachedAt.isBefore(end);
        return due ? Verdict.MISSED_OPEN : Verdict.NOT_COUNTED;
    }

    private static boolean isBroken(Verdict verdict) {
        return verdict == Verdict.MISSED || verdict == Verdict.MISSED_OPEN;
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
        List<Change> changes = flips.stream()
                .sorted(Comparator.comparingLong(change -> change.ticket().id()))
                .toList();
        Map<Long, String> names =
                numbers.of(changes.stream().map(change -> change.ticket().id()).toList());
        return new SimulationResult(
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
                ticket.subject().priority(),
                change.nowMet() ? "missed" : "met",
                change.nowMet() ? "met" : "missed",
                ticket.real() == null ? null : ticket.real().dueAt(),
                change.dueAt(),
                change.policy());
    }
}
