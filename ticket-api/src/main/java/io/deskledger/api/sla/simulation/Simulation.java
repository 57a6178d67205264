package io.deskledger.api.sla.simulation;

import io.deskledger.api.sla.simulation.PastTicket.Outcome;
import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaPolicyVersion;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Measures the tickets of a past range by what would have been otherwise, beside what was. Writes nothing. */
@Singleton
public class Simulation {

    private final Hypotheses hypotheses;
    private final PastTickets tickets;
    private final TicketNumbers numbers;
    private final Clock clock;

    Simulation(Hypotheses hypotheses, PastTickets tickets, TicketNumbers numbers, Clock clock) {
        this.hypotheses = hypotheses;
        this.tickets = tickets;
        this.numbers = numbers;
        this.clock = clock;
    }

    /**
     * Runs it.
     *
     * @param zone whose days the range is of
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public SimulationResult run(SimulationRequest request, ZoneId zone) {
        Instant now = clock.instant();
        Instant start = request.from().atStartOfDay(zone).toInstant();
        Instant end = request.to().plusDays(1).atStartOfDay(zone).toInstant();
        Hypothesis hypothesis = hypotheses.of(request, now);
        Tally tally = new Tally(start, end.isAfter(now) ? now : end, request.limit());
        tickets.each(request.target(), start, end, hypothesis.needsTags(), ticket -> {
            Optional<SlaPolicyVersion> other = hypothesis.versionFor(ticket);
            if (other.isEmpty()) {
                tally.unchanged(ticket);
            } else {
                tally.changed(ticket, other.get().name(), read(request.target(), ticket, other.get(), now));
            }
        });
        return tally.result(request, zone, numbers);
    }

    private static List<Outcome> read(SlaKind promise, PastTicket ticket, SlaPolicyVersion version, Instant now) {
        return version
                .targets()
                .find(promise, ticket.subject().priority())
                .map(target -> new SlaClock(promise, target, version.warnPercent()))
                .map(watch -> watch.readAll(ticket.timeline(), now))
                .orElse(List.of())
                .stream()
                .map(reading -> Outcome.of(reading, ticket))
                .toList();
    }
}
