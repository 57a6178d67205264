package io.deskledger.api.ticket;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The people that a ticket may be given to. */
@Singleton
class AssigneeRepository {

    // Waits for a change of them that is under way, and makes the next one wait until the ticket is theirs.
    private static final String ACTIVE_ROLES = """
            SELECT id, role
              FROM users
             WHERE id = ANY (?::bigint[]) AND active
             ORDER BY id
               FOR SHARE
            """;

    private final Sql sql;

    AssigneeRepository(Sql sql) {
        this.sql = sql;
    }

    /** The roles of those of the users who are there and active; they stay so until the transaction ends. */
    Map<Long, UserRole> activeRoles(Collection<Long> ids) {
        record Found(long id, UserRole role) {}
        return sql
                .list(
                        ACTIVE_ROLES,
                        row -> new Found(row.getLong("id"), Rows.constant(row, "role", UserRole.class)),
                        ids)
                .stream()
                .collect(Collectors.toMap(Found::id, Found::role));
    }
}
