package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sla.policy.EscalationAction.Kind;
import io.deskledger.api.sla.policy.EscalationAction.On;
import io.deskledger.model.WireName;
import io.deskledger.model.sla.InvalidSlaException;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.user.UserRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Actions as JSON: {@code [{"on": "breach", "target": "resolution", "action": "notify_role", "role": "admin"}]}. */
public final class EscalationActions {

    private static final int MOST = 20;
    private static final String ASSIGNEE = "assignee_id";
    private static final Set<String> KNOWN = Set.of("on", "target", "action", "role", ASSIGNEE);

    private EscalationActions() {}

    /** Reads them; {@link InvalidSlaException} names the field that is wrong. */
    public static List<EscalationAction> read(JsonNode actions) {
        if (actions.isMissingNode() || actions.isNull()) {
            return List.of();
        }
        if (!actions.isArray() || actions.size() > MOST) {
            throw new InvalidSlaException("actions", "has to be a list of at most " + MOST);
        }
        List<EscalationAction> all = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            try {
                all.add(one(actions.get(i)));
            } catch (InvalidSlaException e) {
                throw e.within("actions[" + i + "]");
            }
        }
        return all;
    }

    /** Makes sure that whoever is to get tickets can be given some now; {@link InvalidSlaException} names the field. */
    static void checkAssignees(List<EscalationAction> actions, LongPredicate isStaff) {
        for (int i = 0; i < actions.size(); i++) {
            Long assignee = actions.get(i).assigneeId();
            if (assignee != null && !isStaff.test(assignee)) {
                throw new InvalidSlaException("actions[" + i + "]." + ASSIGNEE, "has to be an active agent or admin");
            }
        }
    }

    private static EscalationAction one(JsonNode action) {
        if (!action.isObject()) {
            throw new InvalidSlaException("", "has to be an object");
        }
        action.fieldNames().forEachRemaining(field -> {
            if (!KNOWN.contains(field)) {
                throw new InvalidSlaException(
                        field,
                        "unknown; known are "
                                + String.join(", ", KNOWN.stream().sorted().toList()));
            }
        });
        Kind kind = required(action, "action", Kind.class);
        UserRole role = constant(action, "role", UserRole.class);
        if ((kind == Kind.NOTIFY_ROLE) != (role != null) || role == UserRole.CUSTOMER) {
            throw new InvalidSlaException("role", "has to be agent or admin with notify_role, and absent otherwise");
        }
        JsonNode assignee = action.path(ASSIGNEE);
        boolean given = assignee.isIntegralNumber() && assignee.canConvertToLong();
        if ((kind == Kind.REASSIGN) != given) {
            throw new InvalidSlaException(ASSIGNEE, "has to be a user's id with reassign, and absent otherwise");
        }
        return new EscalationAction(
                required(action, "on", On.class),
                constant(action, "target", SlaKind.class),
                kind,
                role,
                given ? (Long) assignee.longValue() : null);
    }

    private static <E extends Enum<E> & WireName> E required(JsonNode action, String field, Class<E> type) {
        E constant = constant(action, field, type);
        if (constant == null) {
            throw new InvalidSlaException(field, "is required: one of " + WireName.names(type));
        }
        return constant;
    }

    private static <E extends Enum<E> & WireName> @Nullable E constant(JsonNode action, String field, Class<E> type) {
        JsonNode value = action.path(field);
        return value.isMissingNode() || value.isNull()
                ? null
                : WireName.find(type, value.asText())
                        .orElseThrow(() -> new InvalidSlaException(field, "has to be one of " + WireName.names(type)));
    }
}
