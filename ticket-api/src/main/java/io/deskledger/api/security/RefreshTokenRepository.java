package io.deskledger.api.security;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The refresh tokens, by their hash. */
@Singleton
class RefreshTokenRepository {

    private static final String INSERT = """
            INSERT INTO refresh_tokens (token_hash, family, user_id, issued_at, expires_at, of_browser)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    // Waits for a change of the user that is under way, and makes the next one wait: a new password revokes what this
    // exchange issues, or this exchange finds its token revoked. Users are always locked before their tokens.
    private static final String HOLD_USER_OF = """
            SELECT u.id
              FROM refresh_tokens t
              JOIN users u ON u.id = t.user_id
             WHERE t.token_hash = ?
               FOR NO KEY UPDATE OF u
            """;

    // One statement decides who exchanges a token: of two at once, the second finds used_at set.
    private static final String USE = """
            UPDATE refresh_tokens t
               SET used_at = ?
              FROM users u
             WHERE t.token_hash = ? AND t.used_at IS NULL AND t.revoked_at IS NULL AND t.expires_at > ?
               AND NOT t.of_browser AND u.id = t.user_id AND u.active
            RETURNING t.family, t.user_id
            """;

    // Waits for an exchange of the token that is under way, so that what it issues is revoked too.
    private static final String HOLD = """
            SELECT family
              FROM refresh_tokens
             WHERE token_hash = ?
               FOR UPDATE
            """;

    private static final String REVOKE_FAMILY_OF = """
            UPDATE refresh_tokens
               SET revoked_at = ?
             WHERE family = (SELECT family FROM refresh_tokens WHERE token_hash = ?) AND revoked_at IS NULL
            RETURNING user_id, family
            """;

    private static final String REVOKE_ALL = """
            UPDATE refresh_tokens
               SET revoked_at = ?
             WHERE user_id = ? AND revoked_at IS NULL
            """;

    // Checked against when it was issued, too: a shorter session acts on those that are there.
    private static final String HELD = """
            SELECT family, user_id, issued_at
              FROM refresh_tokens
             WHERE token_hash = ? AND of_browser AND revoked_at IS NULL AND issued_at > ? AND expires_at > ?
            """;

    private static final String FORGET_EXPIRED = """
            DELETE FROM refresh_tokens
             WHERE user_id = ? AND expires_at < ?
            """;

    private final Sql sql;

    RefreshTokenRepository(Sql sql) {
        this.sql = sql;
    }

    void insert(byte[] hash, Session owner, Life life) {
        sql.update(INSERT, hash, owner.family(), owner.userId(), life.issuedAt(), life.expiresAt(), life.ofBrowser());
    }

    Optional<Session> use(byte[] hash, Instant at) {
        sql.run(HOLD_USER_OF, hash);
        return sql.first(USE, RefreshTokenRepository::session, at, hash, at);
    }

    /** The session that ends with it, or empty where there is none or it has ended before. */
    Optional<Session> revokeFamilyOf(byte[] hash, Instant at) {
        sql.run(HOLD_USER_OF, hash);
        sql.run(HOLD, hash);
        return sql.first(REVOKE_FAMILY_OF, RefreshTokenRepository::session, at, hash);
    }

    /** Whether it was taken in exchange before. */
    boolean wasUsed(byte[] hash) {
        return sql.first("SELECT 1 FROM refresh_tokens WHERE token_hash = ? AND used_at IS NOT NULL", row -> true, hash)
                .isPresent();
    }

    void revokeAll(long userId, Instant at) {
        sql.update(REVOKE_ALL, at, userId);
    }

    /** The session of a browser's token that was issued since then. */
    Optional<Issued> held(byte[] hash, Instant issuedAfter, Instant at) {
        return sql.first(HELD, row -> new Issued(session(row), Rows.instant(row, "issued_at")), hash, issuedAfter, at);
    }

    /**
     * From when to when a token is good.
     *
     * @param ofBrowser whether it is the secret of a browser's cookie, and never exchanged for another
     */
    record Life(Instant issuedAt, Instant expiresAt, boolean ofBrowser) {}

    /** When a session's token was issued. */
    record Issued(Session session, Instant at) {}

    void forgetExpired(long userId, Instant at) {
        sql.update(FORGET_EXPIRED, userId, at);
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(row.getLong("user_id"), row.getObject("family", UUID.class));
    }
}
