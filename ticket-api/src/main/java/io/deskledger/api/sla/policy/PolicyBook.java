package io.deskledger.api.sla.policy;

import io.deskledger.model.sla.SlaCondition;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaSubject;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** All policies with all that they ever said, at one moment. */
public final class PolicyBook {

    private static final Comparator<HeldVersion> ORDER = Comparator.comparing(
                    (HeldVersion held) -> held.place().fallback())
            .thenComparing(held -> held.place().position())
            .thenComparing(held -> held.version().policyId())
            .thenComparing(held -> held.version().version());

    /** Of no policies. */
    static final PolicyBook EMPTY = new PolicyBook(-1, Map.of());

    private final long revision;
    private final Map<Long, HeldVersion> byId;
    private final List<HeldVersion> inOrder;
    private final List<HeldVersion> lasting;
    private final List<HeldVersion> byCustomer;
    private final Instant lastEnd;
    private final boolean usesTags;
    private final boolean usesNextResponse;

    private PolicyBook(long revision, Map<Long, HeldVersion> byId) {
        this.revision = revision;
        this.byId = byId;
        this.inOrder = byId.values().stream().sorted(ORDER).toList();
        this.lasting =
                inOrder.stream().filter(held -> held.effectiveTo() == null).toList();
        this.lastEnd = inOrder.stream()
                .map(HeldVersion::effectiveTo)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        this.byCustomer = inOrder.stream()
                .filter(held -> isByCustomer(held.version().condition()))
                .toList();
        this.usesTags = inOrder.stream()
                .anyMatch(held -> !held.version().condition().tags().isEmpty());
        this.usesNextResponse = inOrder.stream().anyMatch(PolicyBook::isOfNextResponse);
    }

    /** This book with versions that are new, or have ended. */
    PolicyBook with(long newRevision, Collection<HeldVersion> versions) {
        Map<Long, HeldVersion> all = new HashMap<>(byId);
        versions.forEach(held -> all.put(held.id(), held));
        return new PolicyBook(newRevision, all);
    }

    long revision() {
        return revision;
    }

    /** The highest id of a version; 0 where there is none. */
    long lastId() {
        return byId.keySet().stream().max(Comparator.naturalOrder()).orElse(0L);
    }

    /** The version that such a ticket is given at that instant; empty where no policy is for it. */
    public Optional<HeldVersion> choose(SlaSubject subject, Instant at) {
        // Mostly it is about now: what has ended by then need not be asked, and there is ever more of it.
        return (at.isBefore(lastEnd) ? inOrder : lasting)
                .stream()
                        .filter(held -> held.isEffectiveAt(at))
                        .filter(held -> held.version().condition().matches(subject))
                        .findFirst();
    }

    public Optional<HeldVersion> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The version of that id, which this book has been asked to know ({@link PolicyBooks#knowing}). */
    public HeldVersion get(long id) {
        return find(id).orElseThrow(() -> new IllegalStateException("the policies lack version " + id));
    }

    public Collection<HeldVersion> all() {
        return inOrder;
    }

    /** Whether the tags of a ticket can decide what it is held to. */
    public boolean usesTags() {
        return usesTags;
    }

    /** Whether the customer's company or account type can. */
    public boolean usesCustomer() {
        return !byCustomer.isEmpty();
    }

    /** Whether they can decide what a ticket is given at that instant. */
    public boolean usesCustomerAt(Instant at) {
        return byCustomer.stream().anyMatch(held -> held.isEffectiveAt(at));
    }

    /** Whether every public comment can start or stop a clock, not the first alone. */
    public boolean usesNextResponse() {
        return usesNextResponse;
    }

    /** Whether the version promises a next response, so that every public comment counts. */
    public static boolean isOfNextResponse(HeldVersion held) {
        return held.version().targets().all().containsKey(SlaKind.NEXT_RESPONSE);
    }

    private static boolean isByCustomer(SlaCondition condition) {
        return !condition.companies().isEmpty() || !condition.accountTypes().isEmpty();
    }
}
