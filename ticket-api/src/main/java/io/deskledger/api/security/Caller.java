package io.deskledger.api.security;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;

/**
 * Who makes the current request; bound as an argument of controller methods.
 *
 * @param id the user's id
 * @param role the role the user has now, not the one at sign-in
 * @param origin the request, as events name it
 * @param byToken whether a program calls with one of the user's API tokens, not the signed-in user
 */
public record Caller(long id, UserRole role, Origin origin, boolean byToken) {

    /** Somebody who has signed in. */
    public Caller(long id, UserRole role, Origin origin) {
        this(id, role, origin, false);
    }

    public boolean isStaff() {
        return role.isStaff();
    }

    /** Refuses API tokens what would make more of them, or a sign-in: a token must not outgrow itself. */
    public void requirePerson(String what) {
        if (byToken) {
            throw new ProblemException.Forbidden("An API token may not " + what + "; sign in for it");
        }
    }

    /** The caller as events name it. */
    public Actor actor() {
        return Actor.user(id, role);
    }
}
