package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.ClockRepository.Gone;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.model.sla.SlaKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** Stores how the clocks of tickets stand that are new, and what they are given. */
    void setFirst(Map<TicketFacts, HeldVersion> given, Instant now) {
        List<ClockRow> rows = new ArrayList<>();
        Map<Long, Long> without = new HashMap<>();
        given.forEach((facts, held) -> {
            List<ClockRow> mine = new Evaluation(held, now, true).rows(facts);
            rows.addAll(mine);
            if (mine.isEmpty()) {
                without.put(facts.id(), held.id());
            }
        });
        clocks.insert(rows);
        clocks.hold(without);
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
        Map<Long, Long> without = new HashMap<>();
        List<Long> released = new ArrayList<>();
        for (TicketFacts facts : tickets) {
            Optional<HeldVersion> held = choose.apply(facts);
            boolean unheard = silent || facts.heldTo().isEmpty();
            List<ClockRow> mine = held.map(
                            version -> new Evaluation(version, facts.notBeforeTold(now), unheard).rows(facts))
                    .orElse(List.of());
            rows.addAll(mine);
            gone.addAll(gone(facts, mine));
            if (mine.isEmpty()) {
                held.ifPresent(version -> without.put(facts.id(), version.id()));
            } else if (facts.heldWithout() != null) {
                released.add(facts.id());
            }
        }
        clocks.forget(gone);
        clocks.save(rows);
        clocks.hold(without);
        clocks.release(released);
    }

    private static List<Gone> gone(TicketFacts facts, List<ClockRow> rows) {
        Set<String> kept = new HashSet<>();
        rows.forEach(row -> kept.add(row.kind() + "/" + row.cycle()));
        return facts.told().stream()
                .filter(told -> !kept.contains(told.kind() + "/" + told.cycle()))
                .map(told -> new Gone(facts.id(), told))
                .toList();
    }

    /**
     * What a ticket is held to: what it was given, or else what it was to be given when it was created. The book has to
     * know what it was given.
     */
    public static Optional<HeldVersion> kept(PolicyBook book, TicketFacts facts) {
        return facts.heldTo()
                .map(book::get)
                .or(() -> book.choose(facts.subject(), facts.timeline().createdAt()));
    }

    /**
     * What a ticket is held to once what decides that has changed: the version that it has of a policy that is still
     * the first to match, or else the current one of the policy that is.
     */
    public static Optional<HeldVersion> anew(PolicyBook book, TicketFacts facts, Instant now) {
        Optional<HeldVersion> held = facts.heldTo().map(book::get);
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
