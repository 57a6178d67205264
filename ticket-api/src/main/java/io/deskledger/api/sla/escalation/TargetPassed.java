package io.deskledger.api.sla.escalation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.sla.policy.EscalationAction.On;
import io.deskledger.model.sla.SlaKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target that comes near or was missed.
 *
 * @param ticketId whose
 * @param on which of the two
 * @param kind what was promised
 * @param cycle of next responses the how-manieth
 * @param versionId what the ticket is held to
 * @param targetSeconds how much time there was
 * @param at the exact instant
 * @param dueAt when it is due, or was
 */
public record TargetPassed(
        long ticketId,
        On on,
        SlaKind kind,
        int cycle,
        long versionId,
        long targetSeconds,
        Instant at,
        @Nullable Instant dueAt) {

    /** As events tell of it. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("target", kind.wire());
        json.put("cycle", cycle);
        json.put("policy_version_id", Math.toIntExact(versionId));
        json.put("target_seconds", Math.toIntExact(targetSeconds));
        json.put("due_at", dueAt == null ? null : dueAt.toString());
        json.put(on == On.WARNING ? "warned_at" : "breached_at", at.toString());
        return json;
    }
}
