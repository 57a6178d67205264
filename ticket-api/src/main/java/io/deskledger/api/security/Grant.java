package io.deskledger.api.security;

import io.deskledger.model.user.UserRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What let a request in, for those that go on for long: {@link LiveGrants} tells whether it still would. Bound as an
 * argument of controller methods.
 *
 * @param role the role that the user had
 * @param family the sign-in's refresh tokens, or null where it is an API token
 * @param apiToken the API token's id, or null where it is a sign-in
 * @param until when the token expires
 */
public record Grant(
        long userId,
        UserRole role,
        @Nullable UUID family,
        @Nullable Long apiToken,
        Instant until) {

    /** The same for what was begun in time, however long it takes. */
    Grant withoutEnd() {
        return new Grant(userId, role, family, apiToken, Instant.MAX);
    }
}
