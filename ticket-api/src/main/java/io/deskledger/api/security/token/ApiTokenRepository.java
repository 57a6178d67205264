package io.deskledger.api.security.token;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The API tokens, by their hash or their owner. */
@Singleton
class ApiTokenRepository {

    private static final String GRANT = """
            SELECT t.id, t.user_id, u.role, t.scopes, t.expires_at, t.last_used_at
              FROM api_tokens t
              JOIN users u ON u.id = t.user_id
             WHERE t.token_hash = ? AND t.expires_at > ? AND u.active
            """;

    private static final String TOUCH = """
            UPDATE api_tokens
               SET last_used_at = ?
             WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)
            """;

    // Locks the user's row: of two changes at once the second waits, and counts what the first has left.
    private static final String NEXT_VERSION = """
            UPDATE users
               SET version = version + 1
             WHERE id = ?
            RETURNING version
            """;

    private static final String COUNT = """
            SELECT count(*)
              FROM api_tokens
             WHERE user_id = ?
            """;

    private static final String INSERT = """
            INSERT INTO api_tokens (user_id, name, scopes, token_hash, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?)
            RETURNING id, name, scopes, created_at, expires_at, last_used_at
            """;

    private static final String PAGE = """
            SELECT id, name, scopes, created_at, expires_at, last_used_at
              FROM api_tokens
             WHERE user_id = ? AND id > ?
             ORDER BY id
             LIMIT ?
            """;

    private static final String DELETE = """
            DELETE FROM api_tokens
             WHERE id = ? AND user_id = ?
            RETURNING id, name, scopes, created_at, expires_at, last_used_at
            """;

    private final Sql sql;

    ApiTokenRepository(Sql sql) {
        this.sql = sql;
    }

    /** What a token is good for, and when its use was last noted. */
    record Found(TokenGrant grant, Optional<Instant> lastUsedAt) {}

    @Connectable
    Optional<Found> find(byte[] hash, Instant at) {
        return sql.first(
                GRANT,
                row -> new Found(
                        new TokenGrant(
                                row.getLong("id"),
                                row.getLong("user_id"),
                                Rows.constant(row, "role", UserRole.class),
                                Rows.texts(row, "scopes").contains(TokenScope.WRITE.wire()),
                                Rows.instant(row, "expires_at")),
                        Optional.ofNullable(Rows.instantOrNull(row, "last_used_at"))),
                hash,
                at);
    }

    /** Notes a use, unless one was noted since. */
    @Transactional
    void touch(long id, Instant at, Instant since) {
        sql.update(TOUCH, at, id, since);
    }

    long nextUserVersion(long userId) {
        return sql.first(NEXT_VERSION, row -> row.getLong("version"), userId).orElseThrow();
    }

    long count(long userId) {
        return sql.first(COUNT, row -> row.getLong(1), userId).orElseThrow();
    }

    ApiToken insert(long userId, NewApiToken token, byte[] hash, Instant at) {
        return sql.first(
                        INSERT,
                        ApiTokenRepository::token,
                        userId,
                        token.name(),
                        token.scopes(),
                        hash,
                        at,
                        token.expiresAt())
                .orElseThrow();
    }

    List<ApiToken> page(long userId, long afterId, int limit) {
        return sql.list(PAGE, ApiTokenRepository::token, userId, afterId, limit);
    }

    /** The token that was deleted, or empty where the user has no such token. */
    Optional<ApiToken> delete(long id, long userId) {
        return sql.first(DELETE, ApiTokenRepository::token, id, userId);
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getLong("id"),
                row.getString("name"),
                Rows.texts(row, "scopes"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"),
                Rows.instantOrNull(row, "last_used_at"));
    }
}
