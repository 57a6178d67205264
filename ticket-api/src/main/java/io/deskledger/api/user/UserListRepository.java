package io.deskledger.api.user;

import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists users. Only conditions that are given stand in the statement, so that the planner sees which index serves them.
 */
@Singleton
class UserListRepository {

    private final Sql sql;

    UserListRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<Long> idOf(String email) {
        return sql.first("SELECT id FROM users WHERE email = ?", row -> row.getLong("id"), email);
    }

    /** One user more than the page holds, where there is one. */
    List<User> page(UserFilter filter) {
        Conditions where = new Conditions();
        where.and("id > ?", filter.after() == null ? 0L : filter.after().id());
        if (filter.roles().size() == 1) {
            where.and("role = ?", filter.roles().getFirst());
        } else if (!filter.roles().isEmpty()) {
            where.and("role = ANY (?::text[])", filter.roles());
        }
        where.and("active = ?", filter.active());
        where.and("search_fold(full_name || ' ' || email) LIKE '%' || search_fold(?) || '%'", escaped(filter.text()));
        where.and("skills @> ?::text[]", filter.skills().isEmpty() ? null : filter.skills());
        if (!filter.skills().isEmpty()) {
            where.and("role = ?", UserRole.AGENT);
        }
        if (filter.company() != null) {
            where.and("role = ?", UserRole.CUSTOMER);
            where.and("lower(company) = lower(?)", filter.company());
        }
        where.parameters.add(filter.limit() + 1);
        return sql.listPlannedAnew(
                "SELECT " + UserRepository.COLUMNS + " FROM users WHERE " + where.sql + " ORDER BY id LIMIT ?",
                UserRepository::user,
                where.parameters.toArray());
    }

    private static @Nullable String escaped(@Nullable String text) {
        return text == null
                ? null
                : text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static final class Conditions {
        private final StringBuilder sql = new StringBuilder("true");
        private final List<Object> parameters = new ArrayList<>();

        void and(String condition, @Nullable Object value) {
            if (value != null) {
                sql.append(" AND ").append(condition);
                parameters.add(value);
            }
        }
    }
}
