package io.deskledger.api.security;

import java.time.Instant;

/**
 * A session that a cookie holds.
 *
 * @param session whose it is
 * @param until from when on the cookie is good for nothing
 */
record HeldSession(Session session, Instant until) {}
