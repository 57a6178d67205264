package io.deskledger.model.event;

import java.util.Arrays;
import java.util.Optional;

/** What was done to an entity; the constant's name is also its name on the wire. */
public enum Action {
    CREATE,
    UPDATE,
    COMMENT,
    TAG,
    SOFT_DELETE,
    RESTORE,
    PERMANENT_DELETE,
    TRANSFER,
    EDIT_COMMENT,
    DELETE_COMMENT,
    ATTACH,
    DETACH,
    SLA_WARNING,
    SLA_BREACH,
    SLA_REEVALUATE,
    DELETE,
    MERGE,
    SIGN_IN,
    FAIL_SIGN_IN,
    SIGN_OUT,
    END_SESSION,
    CREATE_TOKEN,
    REVOKE_TOKEN,
    ROTATE_SECRET,
    REDELIVER,
    READ,
    EXPORT,
    REPLAY;

    /** The action with that name, or empty where there is none. */
    public static Optional<Action> find(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }
}
