package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.ClockRepository.Gone;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.model.sla.SlaKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sets the clocks of tickets by their history. Works in the caller's transaction, with the tickets locked. */
@Singleton
public class TicketClockService {

    private final ClockRepository clocks;

    TicketClockService(ClockRepository clocks) {
        this.clocks = clocks;
    }

    /**
     * Stores how the clocks stand.
     *
     * @param choose what each of the tickets is held to
     * @param silent whether what has passed already is taken for told
     */
    public void set(
            List<TicketFacts> tickets,
            Function<TicketFacts, Optional<HeldVersion>> choose,
            Instant now,
            boolean silent) {
        List<ClockRow> rows = new ArrayList<>();
        List<Gone> gone = new ArrayList<>();
        for (TicketFacts facts : tickets) {
            List<ClockRow> mine = choose.apply(facts)
                    .map(held ->
                            new Evaluation(held, now, silent || facts.told().isEmpty()).rows(facts))
                    .orElse(List.of());
            rows.addAll(mine);
            Set<String> kept = new HashSet<>();
            mine.forEach(row -> kept.add(row.kind() + "/" + row.cycle()));
            facts.told().stream()
                    .filter(told -> !kept.contains(told.kind() + "/" + told.cycle()))
                    .forEach(told -> gone.add(new Gone(facts.id(), told)));
        }
        clocks.forget(gone);
        clocks.save(rows);
    }

    /** What a ticket is held to: what it was given, or else what it was to be given when it was created. */
    public static Optional<HeldVersion> kept(PolicyBook book, TicketFacts facts) {
        return facts.heldTo()
                .flatMap(book::find)
                .or(() -> book.choose(facts.subject(), facts.timeline().createdAt()));
    }

    /**
     * What a ticket is held to once what decides that has changed: the version that it has of a policy that is still
     * the first to match, or else the current one of the policy that is.
     */
    public static Optional<HeldVersion> anew(PolicyBook book, TicketFacts facts, Instant now) {
        Optional<HeldVersion> held = facts.heldTo().flatMap(book::find);
        if (held.isEmpty()) {
            return kept(book, facts);
        }
        Optional<HeldVersion> first = book.choose(facts.subject(), now);
        long policy = held.orElseThrow().version().policyId();
        return first.filter(one -> one.version().policyId() != policy).or(() -> first.isEmpty() ? first : held);
    }

    /** How the resolution of such a ticket would stand by that version; empty where it promises none. */
    public static Optional<String> resolution(HeldVersion held, TicketFacts facts, Instant now) {
        return new Evaluation(held, now, true)
                .rows(facts).stream()
                        .filter(row -> row.kind() == SlaKind.RESOLUTION)
                        .map(row -> row.state().wire())
                        .findFirst();
    }
}
