package io.deskledger.api.security;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a sign-in or a refresh answers.
 *
 * @param accessToken the bearer token of requests
 * @param refreshToken exchanged once for the next pair
 * @param tokenType {@code Bearer}
 * @param expiresIn seconds that the access token is good for
 */
@Serdeable
record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {}
