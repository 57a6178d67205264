package io.deskledger.api.security;

import java.util.UUID;

/**
 * One sign-in and all that descends from it: it ends with its family of refresh tokens, or with its user.
 *
 * @param userId who signed in
 * @param family the refresh tokens of the sign-in
 */
record Session(long userId, UUID family) {}
