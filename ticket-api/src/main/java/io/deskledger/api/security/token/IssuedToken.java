package io.deskledger.api.security.token;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * A new token, with its secret: answered once and never again.
 *
 * @param id the token's id
 * @param name what the owner calls it
 * @param scopes {@code read}, {@code write}
 * @param createdAt creation
 * @param expiresAt the end
 * @param token the secret
 */
@Serdeable
public record IssuedToken(
        long id, String name, List<String> scopes, Instant createdAt, Instant expiresAt, String token) {

    static IssuedToken of(ApiToken token, String secret) {
        return new IssuedToken(token.id(), token.name(), token.scopes(), token.createdAt(), token.expiresAt(), secret);
    }
}
