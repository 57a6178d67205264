package io.deskledger.api.security;

import io.deskledger.model.event.Actor;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;

/**
 * Who makes the current request; bound as an argument of controller methods.
 *
 * @param id the user's id
 * @param role the role the user has now, not the one at sign-in
 * @param origin the request, as events name it
 */
public record Caller(long id, UserRole role, Origin origin) {

    public boolean isStaff() {
        return role.isStaff();
    }

    /** The caller as events name it. */
    public Actor actor() {
        return Actor.user(id, role);
    }
}
