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
    DELETE,
    MERGE,
    SIGN_IN,
    CREATE_TOKEN,
    REVOKE_TOKEN,
    READ,
    EXPORT;

    /** The action with that name, or empty where there is none. */
    public static Optional<Action> find(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }
}
