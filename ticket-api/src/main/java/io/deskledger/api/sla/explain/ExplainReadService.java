package io.deskledger.api.sla.explain;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sla.live.FactsRepository;
import io.deskledger.api.sla.live.TicketClockService;
import io.deskledger.api.sla.live.TicketFacts;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.api.ticket.Deleted;
import io.deskledger.api.ticket.TicketAccess;
import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaExplained;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaPolicyVersion;
import io.deskledger.model.sla.SlaTarget;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Explains the clocks of tickets: for staff, since policies say what customers need not know of each other. */
@Singleton
public class ExplainReadService {

    /** Years of a desk that opens once a day. */
    static final int MOST_INTERVALS = 10_000;

    static final int INTERVALS = 1_000;

    private final FactsRepository facts;
    private final HandsRepository hands;
    private final TicketAccess access;
    private final PolicyBooks books;
    private final Clock clock;

    ExplainReadService(
            FactsRepository facts, HandsRepository hands, TicketAccess access, PolicyBooks books, Clock clock) {
        this.facts = facts;
        this.hands = hands;
        this.access = access;
        this.books = books;
        this.clock = clock;
    }

    /** Why the ticket's clocks show what they show now. */
    public Explanation explain(long ticketId, Caller caller) {
        return explain(ticketId, INTERVALS, caller);
    }

    /** So many intervals of each promise at most. */
    @Connectable
    public Explanation explain(long ticketId, int limit, Caller caller) {
        access.requireVisible(ticketId, Deleted.EXCLUDE, caller);
        if (!caller.isStaff()) {
            throw new ProblemException.Forbidden("Only staff may have a clock explained");
        }
        Instant now = clock.instant();
        TicketFacts ticket = facts.read(List.of(ticketId), true).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException.NotFound("There is no such ticket"));
        return TicketClockService.kept(books.knowing(TicketFacts.heldTo(List.of(ticket))), ticket)
                .map(held -> explain(ticket.handled(hands.of(ticketId)), held, now, limit))
                .orElseGet(() -> new Explanation(ticketId, now, null, List.of()));
    }

    private static Explanation explain(TicketFacts ticket, HeldVersion held, Instant now, int limit) {
        SlaPolicyVersion version = held.version();
        List<Explanation.Target> targets = new ArrayList<>();
        for (SlaKind kind : SlaKind.values()) {
            version.targets().find(kind, ticket.subject().priority()).ifPresent(target -> {
                SlaClock watch = new SlaClock(kind, target, version.warnPercent());
                for (SlaExplained one :
                        watch.explainAll(ticket.timeline(), now, limit).reversed()) {
                    targets.add(of(one, target));
                }
            });
        }
        return new Explanation(
                ticket.id(),
                now,
                new Explanation.Held(
                        version.policyId(), version.name(), held.id(), version.version(), version.effectiveFrom()),
                targets);
    }

    private static Explanation.Target of(SlaExplained explained, SlaTarget target) {
        return Explanation.Target.of(
                explained, target.calendar().name(), target.calendar().zone().getId());
    }
}
