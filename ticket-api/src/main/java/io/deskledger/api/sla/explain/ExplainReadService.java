package io.deskledger.api.sla.explain;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.live.FactsRepository;
import io.deskledger.api.sla.live.TicketClockService;
import io.deskledger.api.sla.live.TicketFacts;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaPolicyVersion;
import io.deskledger.model.sla.SlaTarget;
import io.deskledger.model.sla.TicketTimeline;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Explains the clocks of tickets: for staff, since policies say what customers need not know of each other. */
@Singleton
public class ExplainReadService {

    private final FactsRepository facts;
    private final OwnerRepository owners;
    private final PolicyBooks books;
    private final Clock clock;

    ExplainReadService(FactsRepository facts, OwnerRepository owners, PolicyBooks books, Clock clock) {
        this.facts = facts;
        this.owners = owners;
        this.books = books;
        this.clock = clock;
    }

    /** Why the ticket's clocks show what they show now. */
    @Connectable
    public Explanation explain(long ticketId, Caller caller) {
        boolean visible = owners.ownerOf(ticketId)
                .filter(owner -> caller.isStaff() || owner == caller.id())
                .isPresent();
        if (!visible) {
            throw unknown();
        }
        if (!caller.isStaff()) {
            throw new ProblemException.Forbidden("Only staff may have a clock explained");
        }
        Instant now = clock.instant();
        TicketFacts ticket =
                facts.read(List.of(ticketId), true).stream().findFirst().orElseThrow(ExplainReadService::unknown);
        return TicketClockService.kept(books.current(), ticket)
                .map(held -> explain(ticket, held, now))
                .orElseGet(() -> new Explanation(ticketId, now, null, List.of()));
    }

    private static Explanation explain(TicketFacts ticket, HeldVersion held, Instant now) {
        SlaPolicyVersion version = held.version();
        List<Explanation.Target> targets = Arrays.stream(SlaKind.values())
                .flatMap(kind -> version.targets().find(kind, ticket.subject().priority()).stream()
                        .flatMap(target -> targets(
                                new SlaClock(kind, target, version.warnPercent()), target, ticket.timeline(), now)))
                .toList();
        return new Explanation(
                ticket.id(),
                now,
                new Explanation.Held(
                        version.policyId(), version.name(), held.id(), version.version(), version.effectiveFrom()),
                targets);
    }

    private static Stream<Explanation.Target> targets(
            SlaClock clock, SlaTarget target, TicketTimeline timeline, Instant now) {
        return clock.readAll(timeline, now).stream()
                .map(reading -> Explanation.Target.of(
                        reading,
                        target.calendar().name(),
                        target.calendar().zone().getId(),
                        clock.explain(timeline, reading.cycle(), now)));
    }

    private static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such ticket");
    }
}
