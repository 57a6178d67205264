package io.deskledger.api.sla.policy;

import io.deskledger.model.sla.SlaCondition;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaSubject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** All policies with all that they ever said, at one moment. */
public final class PolicyBook {

    private final long revision;
    private final List<HeldVersion> inOrder;
    private final Map<Long, HeldVersion> byId;
    private final boolean usesTags;
    private final boolean usesCustomer;
    private final boolean usesNextResponse;

    /** Versions in the order in which policies are asked. */
    PolicyBook(long revision, List<HeldVersion> inOrder) {
        this.revision = revision;
        this.inOrder = inOrder;
        this.byId = inOrder.stream().collect(Collectors.toMap(HeldVersion::id, Function.identity()));
        this.usesTags = any(condition -> !condition.tags().isEmpty());
        this.usesCustomer = any(condition ->
                !condition.companies().isEmpty() || !condition.accountTypes().isEmpty());
        this.usesNextResponse =
                inOrder.stream().anyMatch(held -> held.version().targets().all().containsKey(SlaKind.NEXT_RESPONSE));
    }

    long revision() {
        return revision;
    }

    /** The version that such a ticket is given at that instant; empty where no policy is for it. */
    public Optional<HeldVersion> choose(SlaSubject subject, Instant at) {
        return inOrder.stream()
                .filter(held -> held.isEffectiveAt(at))
                .filter(held -> held.version().condition().matches(subject))
                .findFirst();
    }

    public Optional<HeldVersion> find(long id) {
        return Optional.ofNullable(byId.get(id));
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
        return usesCustomer;
    }

    /** Whether every public comment can start or stop a clock, not the first alone. */
    public boolean usesNextResponse() {
        return usesNextResponse;
    }

    private boolean any(Predicate<SlaCondition> test) {
        return inOrder.stream().anyMatch(held -> test.test(held.version().condition()));
    }
}
