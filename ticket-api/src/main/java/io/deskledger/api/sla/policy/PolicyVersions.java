package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.SlaEvent;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Adds to the immutable versions of policies. Everything here works in the caller's transaction. */
@Singleton
class PolicyVersions {

    // Also tells every instance that what it remembers is old, once this is committed.
    private static final String LOCK = "UPDATE sla_revision SET revision = revision + 1";

    // What was to come later ends where it would have begun: it never comes into effect.
    private static final String END = """
            UPDATE sla_policy_versions
               SET effective_to = greatest(effective_from, ?::timestamptz),
                   changed_in = (SELECT revision FROM sla_revision)
             WHERE policy_id = ? AND (effective_to IS NULL OR effective_to > greatest(effective_from, ?::timestamptz))
            """;

    private static final String ADD = """
            WITH added AS (
                INSERT INTO sla_policy_versions (policy_id, number, effective_from, position, fallback, definition,
                                                 content, created_by, changed_in)
                SELECT p.id, 1 + coalesce((SELECT max(number) FROM sla_policy_versions WHERE policy_id = p.id), 0),
                       ?, ?, p.fallback, ?::jsonb, ?::jsonb, ?, r.revision
                  FROM sla_policies p
                 CROSS JOIN sla_revision r
                 WHERE p.id = ?
                RETURNING id, policy_id)
            UPDATE sla_policies p
               SET current_version = added.id
              FROM added
             WHERE p.id = added.policy_id
            """;

    private final Sql sql;
    private final CalendarRepository calendars;
    private final PolicyRepository policies;
    private final PolicyBooks books;
    private final TransactionOperations<Connection> transactions;

    PolicyVersions(
            Sql sql,
            CalendarRepository calendars,
            PolicyRepository policies,
            PolicyBooks books,
            TransactionOperations<Connection> transactions) {
        this.sql = sql;
        this.calendars = calendars;
        this.policies = policies;
        this.books = books;
        this.transactions = transactions;
    }

    /** Lets one admin at a time change calendars and policies: they refer to each other. */
    void lock() {
        sql.run(LOCK);
        transactions
                .findTransactionStatus()
                .ifPresent(status -> status.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void afterCompletion(Status completion) {
                        books.refresh();
                    }
                }));
    }

    /**
     * Gives the policy, whose row says it already, a version of that content: the one that is in effect then ends, and
     * what was to come later never does.
     */
    void add(long policyId, PolicyContent content, Instant from, @Nullable Long by) {
        end(policyId, from);
        JsonNode definition = content.definition(calendars::find);
        sql.update(ADD, from, content.position(), definition, content.whole(), by, policyId);
    }

    void end(long policyId, Instant from) {
        sql.update(END, from, policyId, from);
    }

    /**
     * New versions of a policy whose calendar or place has changed, of what it says now and of what it will say, each
     * for its own time; and what tells of it.
     *
     * @param edit what is other in each of them
     */
    SlaEvent renew(Policy policy, UnaryOperator<PolicyContent> edit, Instant now, Caller caller) {
        PolicyContent content = edit.apply(policy.content());
        policies.update(policy.id(), content, now);
        for (PolicyRepository.Lasting one : policies.lasting(now).getOrDefault(policy.id(), List.of())) {
            Instant from = one.effectiveFrom().isAfter(now) ? one.effectiveFrom() : now;
            add(policy.id(), edit.apply(one.content()), from, caller.id());
        }
        Policy after = policies.find(policy.id()).orElseThrow();
        Map<String, FieldChange> changes = Changes.between(policy.content().fields(), content.fields());
        return new SlaEvent.PolicyUpdated(
                Changes.header(policy.id(), after.version(), now, caller),
                changes.isEmpty()
                        ? Map.of("version_id", FieldChange.of(policy.versionId(), after.versionId()))
                        : changes);
    }
}
