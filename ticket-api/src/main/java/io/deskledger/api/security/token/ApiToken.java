package io.deskledger.api.security.token;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token, as its owner sees it in lists: never the secret.
 *
 * @param id the token's id
 * @param name what the owner calls it
 * @param scopes {@code read}, {@code write}
 * @param createdAt creation
 * @param expiresAt the end
 * @param lastUsedAt about when it was last used, or null where it never was
 */
@Serdeable
public record ApiToken(
        long id,
        String name,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
