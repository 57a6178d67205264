package io.deskledger.api.security;

import io.deskledger.model.user.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * What signing in needs to know of a user.
 *
 * @param id the user's id
 * @param role the user's role
 * @param active whether the user may sign in
 * @param passwordHash the hash, or null where the user has no password
 */
record Account(
        long id, UserRole role, boolean active, @Nullable String passwordHash) {}
