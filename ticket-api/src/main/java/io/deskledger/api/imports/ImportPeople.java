package io.deskledger.api.imports;

import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.model.WireName;
import io.deskledger.model.event.Actor;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The people of an import in the table of users. */
@Singleton
final class ImportPeople {

    private static final String FIND = """
            SELECT id, email, full_name, role, version, password_hash IS NOT NULL AS signs_in
              FROM users
             WHERE email = ANY (?)
            """;

    // In the order of their addresses: two imports that need the same new people wait for each other, not in a circle.
    private static final String CREATE = """
            INSERT INTO users (email, full_name, role, created_at, updated_at)
            SELECT u.email, u.full_name, u.role, u.at::timestamptz, u.at::timestamptz
              FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS u (email, full_name, role, at)
             ORDER BY u.email
            ON CONFLICT (email) DO NOTHING
            RETURNING id, email, full_name, role, version, false AS signs_in
            """;

    private static final String PROMOTE = """
            UPDATE users
               SET role = 'agent', version = version + 1, updated_at = ?::timestamptz
             WHERE id IN (SELECT id FROM users WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE)
               AND role = 'customer' AND password_hash IS NULL
            RETURNING id, email, full_name, role, version, false AS signs_in
            """;

    /** Those of them that exist, by address. */
    Map<String, User> find(Connection connection, Collection<String> emails) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(1, connection.createArrayOf("text", emails.toArray()));
            return users(find);
        }
    }

    /** Creates those who don't exist; who came in between is not among the answer. */
    Map<String, User> create(Connection connection, List<NewUser> people, Instant now) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            ArrayColumns.of(people)
                    .add("text", NewUser::email)
                    .add("text", NewUser::fullName)
                    .add("text", user -> user.role().wire())
                    .addText(user -> now)
                    .bind(connection, create, 1);
            return users(create);
        }
    }

    /** Makes agents of customers who can't sign in; answers those who became one. */
    Map<String, User> promote(Connection connection, List<Long> ids, Instant now) throws SQLException {
        try (PreparedStatement promote = connection.prepareStatement(PROMOTE)) {
            promote.setString(1, now.toString());
            promote.setArray(2, connection.createArrayOf("bigint", ids.toArray()));
            return users(promote);
        }
    }

    private static Map<String, User> users(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            Map<String, User> users = new HashMap<>();
            while (rows.next()) {
                User user = new User(
                        rows.getLong("id"),
                        rows.getString("email"),
                        rows.getString("full_name"),
                        WireName.find(UserRole.class, rows.getString("role")).orElseThrow(),
                        rows.getLong("version"),
                        rows.getBoolean("signs_in"));
                users.put(user.email(), user);
            }
            return users;
        }
    }

    record NewUser(String email, String fullName, UserRole role) {}

    /**
     * A user as an import needs to know them.
     *
     * @param signsIn whether somebody can sign in as them with a password
     */
    record User(long id, String email, String fullName, UserRole role, long version, boolean signsIn) {

        Actor actor() {
            return Actor.user(id, role);
        }

        boolean isCustomer() {
            return role == UserRole.CUSTOMER;
        }
    }
}
