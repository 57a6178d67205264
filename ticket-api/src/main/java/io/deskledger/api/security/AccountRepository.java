package io.deskledger.api.security;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads users as those who sign in. */
@Singleton
class AccountRepository {

    private static final String LIVE_ROLE = """
            SELECT u.role
              FROM users u
             WHERE u.id = ? AND u.active
               AND EXISTS (SELECT 1
                             FROM refresh_tokens t
                            WHERE t.family = ? AND t.user_id = u.id AND t.revoked_at IS NULL)
            """;

    private static final String BY_EMAIL = """
            SELECT id, role, active, password_hash
              FROM users
             WHERE email = ?
            """;

    private static final String COUNT_SIGN_IN = """
            UPDATE users
               SET version = version + 1
             WHERE id = ? AND active AND password_hash = ?
            RETURNING version
            """;

    private static final String NEXT = """
            UPDATE users
               SET version = version + 1
             WHERE id = ?
            RETURNING version, role
            """;

    private final Sql sql;

    AccountRepository(Sql sql) {
        this.sql = sql;
    }

    @Connectable
    Optional<UserRole> liveRole(Session session) {
        return sql.first(
                LIVE_ROLE, row -> Rows.constant(row, "role", UserRole.class), session.userId(), session.family());
    }

    @Connectable
    Optional<Account> byEmail(String email) {
        return sql.first(
                BY_EMAIL,
                row -> new Account(
                        row.getLong("id"),
                        Rows.constant(row, "role", UserRole.class),
                        row.getBoolean("active"),
                        row.getString("password_hash")),
                email);
    }

    /** The user's next version and present role, or empty where there is no such user. */
    Optional<Next> next(long userId) {
        return sql.first(
                NEXT, row -> new Next(row.getLong("version"), Rows.constant(row, "role", UserRole.class)), userId);
    }

    /** What an event of a user needs. */
    record Next(long version, UserRole role) {}

    /** The user's next version, or empty where the user was deactivated or given another password meanwhile. */
    Optional<Long> countSignIn(Account account) {
        return sql.first(COUNT_SIGN_IN, row -> row.getLong("version"), account.id(), account.passwordHash());
    }
}
