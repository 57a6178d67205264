package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of policies: few rows, so lists are read whole and in the order in which policies are asked. */
@Singleton
class PolicyRepository {

    private static final String SELECT = """
            SELECT p.id, p.name, p.position, p.fallback, p.content, p.current_version, v.number, p.version, p.created_at,
                   p.updated_at
              FROM sla_policies p
              JOIN sla_policy_versions v ON v.id = p.current_version
             WHERE p.deleted_at IS NULL
            """;

    private static final String ORDER = " ORDER BY p.fallback, p.position, p.id";

    private static final String INSERT = """
            INSERT INTO sla_policies (name, position, content, current_version, created_at, updated_at)
            VALUES (?, ?, ?::jsonb, 0, ?, ?)
            RETURNING id
            """;

    private static final String UPDATE = """
            UPDATE sla_policies
               SET name = ?, position = ?, content = ?::jsonb, version = version + 1, updated_at = ?
             WHERE id = ?
            """;

    private final Sql sql;

    PolicyRepository(Sql sql) {
        this.sql = sql;
    }

    List<Policy> all() {
        return sql.list(SELECT + ORDER, PolicyRepository::policy);
    }

    Optional<Policy> find(long id) {
        return sql.first(SELECT + " AND p.id = ?", PolicyRepository::policy, id);
    }

    Optional<Long> named(String name) {
        return sql.first(
                "SELECT id FROM sla_policies WHERE lower(name) = lower(?) AND deleted_at IS NULL",
                row -> row.getLong("id"),
                name);
    }

    /** Whether a user can be given tickets now. */
    boolean isActiveStaff(long userId) {
        return sql.first(
                        "SELECT id FROM users WHERE id = ? AND active AND role <> 'customer'",
                        row -> row.getLong("id"),
                        userId)
                .isPresent();
    }

    /** Those with a target that runs by the calendar. */
    List<Policy> using(long calendarId) {
        return all().stream()
                .filter(policy -> TargetJson.uses(policy.targets(), calendarId))
                .toList();
    }

    long insert(PolicyContent content, Instant at) {
        return sql.first(INSERT, row -> row.getLong("id"), content.name(), content.position(), content.stored(), at, at)
                .orElseThrow();
    }

    void update(long id, PolicyContent content, Instant at) {
        sql.update(UPDATE, content.name(), content.position(), content.stored(), at, id);
    }

    void delete(long id, Instant at) {
        sql.update("UPDATE sla_policies SET deleted_at = ?, version = version + 1 WHERE id = ?", at, id);
    }

    private static Policy policy(ResultSet row) throws SQLException {
        JsonNode content = StoredJson.read(row.getString("content"));
        return new Policy(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("position"),
                row.getBoolean("fallback"),
                content.path("condition"),
                content.path("targets"),
                content.path("warn_percent").intValue(),
                content.path("actions"),
                row.getLong("current_version"),
                row.getInt("number"),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
