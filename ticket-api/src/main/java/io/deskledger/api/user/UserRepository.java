package io.deskledger.api.user;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of users. */
@Singleton
class UserRepository {

    private static final long BOOTSTRAP_LOCK = 4_711_001;

    static final String COLUMNS = """
            id, email, full_name, role, active, version, created_at, updated_at,
            company, industry, account_type, department, skills, skill_level, capacity
            """;

    private static final String BY_ID = "SELECT " + COLUMNS + " FROM users WHERE id = ?";

    private static final String LOCK = BY_ID + " FOR NO KEY UPDATE";

    private static final String PASSWORD_HASH = """
            SELECT password_hash
              FROM users
             WHERE id = ?
            """;

    private static final String INSERT = """
            INSERT INTO users (email, full_name, role, password_hash, created_at, updated_at,
                               company, industry, account_type, department, skills, skill_level, capacity)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?, ?)
            ON CONFLICT (email) DO NOTHING
            RETURNING\s""" + COLUMNS;

    private static final String UPDATE = """
            UPDATE users
               SET full_name = ?, role = ?, active = ?, version = ?, updated_at = ?,
                   password_hash = coalesce(?, password_hash),
                   company = ?, industry = ?, account_type = ?,
                   department = ?, skills = ?::text[], skill_level = ?, capacity = ?
             WHERE id = ?
            """;

    // In the order of ids, so that two of these at once wait for each other instead of for ever.
    private static final String LOCK_ADMINS = """
            SELECT id
              FROM users
             WHERE role = 'admin' AND active
             ORDER BY id
               FOR NO KEY UPDATE
            """;

    private final Sql sql;

    UserRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<User> find(long id) {
        return sql.first(BY_ID, UserRepository::user, id);
    }

    Optional<User> lock(long id) {
        return sql.first(LOCK, UserRepository::user, id);
    }

    Optional<String> passwordHash(long id) {
        return sql.list(PASSWORD_HASH, row -> Optional.ofNullable(row.getString(1)), id).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The user as stored, or empty where the address is taken. */
    Optional<User> insert(NewUser user, @Nullable String passwordHash, Instant at) {
        return sql.first(
                INSERT,
                UserRepository::user,
                with(
                        ProfileColumns.values(user.profile()),
                        user.email(),
                        user.fullName(),
                        user.role(),
                        passwordHash,
                        at,
                        at));
    }

    void update(User user, @Nullable String passwordHash) {
        List<@Nullable Object> profile = new ArrayList<>(ProfileColumns.values(user.profile()));
        profile.add(user.id());
        sql.update(
                UPDATE,
                with(
                        profile,
                        user.fullName(),
                        user.role(),
                        user.active(),
                        user.version(),
                        user.updatedAt(),
                        passwordHash));
    }

    /** The ids of all active admins, none of whom can be demoted by another transaction any more. */
    List<Long> lockActiveAdmins() {
        return sql.list(LOCK_ADMINS, row -> row.getLong("id"));
    }

    /** Whether there is nobody yet; holds off every other instance that asks, until the transaction ends. */
    boolean lockAndCheckEmpty() {
        sql.run("SELECT pg_advisory_xact_lock(?)", BOOTSTRAP_LOCK);
        return sql.first("SELECT 1 FROM users LIMIT 1", row -> row.getInt(1)).isEmpty();
    }

    static User user(ResultSet row) throws SQLException {
        UserRole role = Rows.constant(row, "role", UserRole.class);
        return new User(
                row.getLong("id"),
                row.getString("email"),
                row.getString("full_name"),
                role,
                row.getBoolean("active"),
                ProfileColumns.read(row, role),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static @Nullable Object[] with(List<@Nullable Object> last, @Nullable Object... first) {
        return Stream.concat(Arrays.stream(first), last.stream()).toArray();
    }
}
