package io.deskledger.api.security;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The refresh tokens, by their hash. */
@Singleton
class RefreshTokenRepository {

    private static final String INSERT = """
            INSERT INTO refresh_tokens (token_hash, family, user_id, issued_at, expires_at)
            VALUES (?, ?, ?, ?, ?)
            """;

    // One statement decides who exchanges a token: of two at once, the second finds used_at set.
    private static final String USE = """
            UPDATE refresh_tokens t
               SET used_at = ?
              FROM users u
             WHERE t.token_hash = ? AND t.used_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > ?
               AND u.id = t.user_id AND u.active
            RETURNING t.family, t.user_id
            """;

    private static final String REVOKE_FAMILY_OF = """
            UPDATE refresh_tokens
               SET revoked_at = ?
             WHERE family = (SELECT family FROM refresh_tokens WHERE token_hash = ?) AND revoked_at IS NULL
            """;

    private static final String REVOKE_ALL = """
            UPDATE refresh_tokens
               SET revoked_at = ?
             WHERE user_id = ? AND revoked_at IS NULL
            """;

    private static final String FORGET_EXPIRED = """
            DELETE FROM refresh_tokens
             WHERE user_id = ? AND expires_at < ?
            """;

    private final Sql sql;

    RefreshTokenRepository(Sql sql) {
        this.sql = sql;
    }

    /** Whose token was exchanged, and the family it belongs to. */
    record Use(UUID family, long userId) {}

    void insert(byte[] hash, Use owner, Instant at, Instant expiresAt) {
        sql.update(INSERT, hash, owner.family(), owner.userId(), at, expiresAt);
    }

    Optional<Use> use(byte[] hash, Instant at) {
        return sql.first(
                USE, row -> new Use(row.getObject("family", UUID.class), row.getLong("user_id")), at, hash, at);
    }

    void revokeFamilyOf(byte[] hash, Instant at) {
        sql.update(REVOKE_FAMILY_OF, at, hash);
    }

    void revokeAll(long userId, Instant at) {
        sql.update(REVOKE_ALL, at, userId);
    }

    void forgetExpired(long userId, Instant at) {
        sql.update(FORGET_EXPIRED, userId, at);
    }
}
