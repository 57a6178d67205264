package io.deskledger.api.sla.policy;

import io.deskledger.model.WireName;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.user.UserRole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens by itself when a target comes near or is missed.
 *
 * @param on on which of the two
 * @param target of that target only, or null for any
 * @param kind what happens
 * @param role who is told, of {@link Kind#NOTIFY_ROLE}
 * @param assigneeId who gets the ticket, of {@link Kind#REASSIGN}
 */
public record EscalationAction(
        On on,
        @Nullable SlaKind target,
        Kind kind,
        @Nullable UserRole role,
        @Nullable Long assigneeId) {

    /** When. */
    public enum On implements WireName {
        WARNING,
        BREACH;

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What. */
    public enum Kind implements WireName {
        /** The assignee is told; where there is none nobody is. */
        NOTIFY_ASSIGNEE,
        /** All active users of a role are told. */
        NOTIFY_ROLE,
        /** The priority is one step higher, unless it is urgent. */
        RAISE_PRIORITY,
        /** Somebody else gets the ticket. */
        REASSIGN;

        @Override
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is for that. */
    public boolean isFor(On what, SlaKind kindOfTarget) {
        return on == what && (target == null || target == kindOfTarget);
    }
}
