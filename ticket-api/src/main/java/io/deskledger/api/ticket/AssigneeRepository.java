package io.deskledger.api.ticket;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The people that a ticket may be given to. */
@Singleton
class AssigneeRepository {

    private static final long AUTO_ASSIGN_LOCK = 4_711_002;

    private static final String ACTIVE_ROLES = """
            SELECT id, role
              FROM users
             WHERE id = ANY (?::bigint[]) AND active
            """;

    private static final String LEAST_BUSY = """
            SELECT u.id
              FROM users u
              LEFT JOIN tickets t
                ON t.assignee_id = u.id AND t.deleted_at IS NULL
               AND t.status IN ('open', 'in_progress', 'waiting_on_customer')
             WHERE u.role = 'agent' AND u.active
             GROUP BY u.id
             ORDER BY count(t.id), u.id
             LIMIT 1
            """;

    private final Sql sql;

    AssigneeRepository(Sql sql) {
        this.sql = sql;
    }

    /** The roles of those of the users who are there and active. */
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

    /**
     * The active agent with the fewest open tickets. Until the transaction ends nobody else chooses: of many at once,
     * each sees the tickets that the ones before it were given.
     */
    Optional<Long> leastBusyAgent() {
        sql.run("SELECT pg_advisory_xact_lock(?)", AUTO_ASSIGN_LOCK);
        return sql.first(LEAST_BUSY, row -> row.getLong("id"));
    }
}
