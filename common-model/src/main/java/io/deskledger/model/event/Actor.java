package io.deskledger.model.event;

import io.deskledger.model.user.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * Who made a change.
 *
 * @param id the user's id, or null for the system itself
 * @param role the role the user acted in, or null for the system itself
 */
public record Actor(@Nullable Long id, @Nullable UserRole role) {

    /** Deskledger itself, where no person asked for the change. */
    public static final Actor SYSTEM = new Actor(null, null);

    private static final String SYSTEM_NAME = "system";

    public Actor {
        if ((id == null) != (role == null)) {
            throw new IllegalArgumentException("an actor has both an id and a role, or neither");
        }
    }

    public static Actor user(long id, UserRole role) {
        return new Actor(id, role);
    }

    /** The CloudEvents attribute {@code actor}: {@code users/3}, or {@code system}. */
    public String reference() {
        return id == null ? SYSTEM_NAME : "users/" + id;
    }

    /** The role's wire name, or {@code system}. */
    public String roleName() {
        return role == null ? SYSTEM_NAME : role.wire();
    }
}
