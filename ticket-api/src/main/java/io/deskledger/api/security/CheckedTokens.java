package io.deskledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWT;
import io.deskledger.api.security.AccessTokens.Access;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * What access tokens give. A token comes with each of its session's requests, so what it gives is remembered: to read
 * its JSON and to check its signature again would cost as much as all else that a request does before its query.
 * Nothing but the very text that was checked is found again, and only until it expires; whether the session has ended
 * is no matter of the token ({@link CallerRoles}).
 */
@Singleton
final class CheckedTokens {

    private static final int MAX_TOKENS = 10_000;

    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator;
    private final Clock clock;
    private final Cache<String, Access> checked =
            Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();

    CheckedTokens(JsonWebTokenValidator<JWT, HttpRequest<?>> validator, Clock clock) {
        this.validator = validator;
        this.clock = clock;
    }

    /** What the token gives, or empty where it is not ours, has expired, or names no session. */
    Optional<Access> access(String token, HttpRequest<?> request) {
        Access known = checked.getIfPresent(token);
        if (known != null) {
            if (known.expiresAt().isAfter(clock.instant())) {
                return Optional.of(known);
            }
            checked.invalidate(token);
        }
        Optional<Access> access = validator.validate(token, request).flatMap(AccessTokens::access);
        access.ifPresent(found -> checked.put(token, found));
        return access;
    }
}
