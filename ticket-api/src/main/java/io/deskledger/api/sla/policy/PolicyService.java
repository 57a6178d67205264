package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.Versions;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.SlaEvent;
import io.deskledger.model.sla.InvalidSlaException;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes, changes, orders and deletes policies. Every change is a new version; no ticket's clock changes by it. */
@Singleton
public class PolicyService {

    public static final int MOST = 200;

    private final PolicyRepository policies;
    private final PolicyVersions versions;
    private final CalendarRepository calendars;
    private final Outbox outbox;
    private final Clock clock;

    PolicyService(
            PolicyRepository policies,
            PolicyVersions versions,
            CalendarRepository calendars,
            Outbox outbox,
            Clock clock) {
        this.policies = policies;
        this.versions = versions;
        this.calendars = calendars;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes one. */
    @Transactional
    public Policy create(JsonBody body, Caller caller) {
        versions.lock();
        Instant now = clock.instant();
        ObjectNode said = body.root().deepCopy();
        Instant from = EffectiveFrom.take(said, now, now);
        PolicyContent content = PolicyContent.read(new JsonBody(said), calendars::find);
        checkAssignees(content);
        if (policies.all().size() >= MOST) {
            throw new ProblemException.Conflict("There are " + MOST + " policies; delete one first");
        }
        if (policies.named(content.name()).isPresent()) {
            throw taken();
        }
        long id = policies.insert(content, now);
        versions.add(id, content, from, caller.id());
        Policy made = policies.find(id).orElseThrow();
        Map<String, FieldChange> changes = Changes.created(content.fields());
        if (from.isAfter(now)) {
            changes.put(EffectiveFrom.FIELD, FieldChange.of(null, from));
        }
        outbox.append(new SlaEvent.PolicyCreated(Changes.header(id, made.version(), now, caller), changes));
        return made;
    }

    /** Changes what the patch names; of what is still to come, the time stays where it does not name that. */
    @Transactional
    public Policy update(long id, ObjectNode patch, @Nullable String ifMatch, Caller caller) {
        Policy before = require(id, ifMatch);
        Instant now = clock.instant();
        ObjectNode said = patch.deepCopy();
        Instant later = before.effectiveFrom().isAfter(now) ? before.effectiveFrom() : now;
        Instant from = EffectiveFrom.take(said, now, later);
        PolicyContent content = before.content().patched(said, calendars::find);
        if (!content.actions().equals(before.actions())) {
            checkAssignees(content);
        }
        if (before.fallback() && !content.condition().isEmpty()) {
            throw new ProblemException.Invalid("condition", "has to be empty: the policy is for what no other matches");
        }
        if (policies.named(content.name()).filter(other -> other != id).isPresent()) {
            throw taken();
        }
        return change(before, content, from, now, caller);
    }

    /** Has the policies stand in that order: all of them, but for the fallback. */
    @Transactional
    public List<Policy> order(List<Long> ids, Caller caller) {
        versions.lock();
        List<Policy> all =
                policies.all().stream().filter(policy -> !policy.fallback()).toList();
        List<Long> known = all.stream().map(Policy::id).toList();
        if (ids.size() != known.size() || !new HashSet<>(ids).equals(new HashSet<>(known))) {
            throw new ProblemException.Invalid(
                    "policy_ids", "must name every policy once, but for the fallback: " + known);
        }
        Instant now = clock.instant();
        var lasting = policies.lasting(now);
        for (Policy policy : all) {
            int place = ids.indexOf(policy.id()) + 1;
            if (lasting.getOrDefault(policy.id(), List.of()).stream()
                    .anyMatch(one -> one.content().position() != place)) {
                outbox.append(versions.renew(policy, content -> content.at(place), now, caller));
            }
        }
        return policies.all();
    }

    /** Deletes one; tickets that have it keep it. */
    @Transactional
    public void delete(long id, @Nullable String ifMatch, Caller caller) {
        Policy policy = require(id, ifMatch);
        if (policy.fallback()) {
            throw new ProblemException.Conflict(
                    "This policy is for the tickets that no other matches and can't be deleted");
        }
        Instant now = clock.instant();
        versions.end(id, now);
        policies.delete(id, now);
        outbox.append(new SlaEvent.PolicyDeleted(
                Changes.header(id, policy.version() + 1, now, caller),
                Changes.deleted(policy.content().fields())));
    }

    private void checkAssignees(PolicyContent content) {
        try {
            EscalationActions.checkAssignees(EscalationActions.read(content.actions()), policies::isActiveStaff);
        } catch (InvalidSlaException e) {
            throw new ProblemException.Invalid(e.field(), e.rule());
        }
    }

    private Policy change(Policy before, PolicyContent content, Instant from, Instant now, Caller caller) {
        Map<String, FieldChange> changes = Changes.between(before.content().fields(), content.fields());
        boolean isScheduled = from.isAfter(now) || before.effectiveFrom().isAfter(now);
        if (isScheduled && !from.equals(before.effectiveFrom())) {
            changes.put(EffectiveFrom.FIELD, FieldChange.of(before.effectiveFrom(), from));
        }
        if (changes.isEmpty()) {
            return before;
        }
        policies.update(before.id(), content, now);
        versions.add(before.id(), content, from, caller.id());
        Policy after = policies.find(before.id()).orElseThrow();
        outbox.append(new SlaEvent.PolicyUpdated(Changes.header(before.id(), after.version(), now, caller), changes));
        return after;
    }

    private Policy require(long id, @Nullable String ifMatch) {
        versions.lock();
        Policy policy = policies.find(id).orElseThrow(PolicyService::unknown);
        Versions.require(ifMatch, policy.version());
        return policy;
    }

    static ProblemException unknown() {
        return new ProblemException.NotFound("There is no such policy");
    }

    private static ProblemException taken() {
        return new ProblemException.Conflict("There is a policy of that name already");
    }
}
