package io.deskledger.api.security;

import io.micronaut.context.annotation.Value;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Issues access tokens: signed, short-lived, and naming nothing but the user. */
@Singleton
final class AccessTokens {

    private final TokenGenerator generator;
    private final Clock clock;
    private final long seconds;

    AccessTokens(
            TokenGenerator generator,
            Clock clock,
            @Value("${micronaut.security.token.generator.access-token.expiration}") long seconds) {
        this.generator = generator;
        this.clock = clock;
        this.seconds = seconds;
    }

    String issue(long userId) {
        long now = clock.instant().getEpochSecond();
        return generator
                .generateToken(Map.of("sub", Long.toString(userId), "iat", now, "exp", now + seconds))
                .orElseThrow(() -> new IllegalStateException("the token could not be signed"));
    }

    long seconds() {
        return seconds;
    }
}
