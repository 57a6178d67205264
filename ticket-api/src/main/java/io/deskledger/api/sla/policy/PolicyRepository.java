package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of policies: few rows, so lists are read whole and in the order in which policies are asked. */
@Singleton
class PolicyRepository {

    private static final String SELECT = """
            SELECT p.id, p.name, p.position, p.fallback, p.content, p.current_version, v.number, v.effective_from,
                   p.version, p.created_at, p.updated_at
              FROM sla_policies p
              JOIN sla_policy_versions v ON v.id = p.current_version
             WHERE p.deleted_at IS NULL
            """;

    private static final String ORDER = " ORDER BY p.fallback, p.position, p.id";

    // A version that was replaced before it came into effect ends where it begins.
    private static final String LASTING = """
            SELECT v.policy_id, v.effective_from,
                   coalesce(v.content, p.content || jsonb_build_object('name', p.name, 'position', p.position)) AS content
              FROM sla_policies p
              JOIN sla_policy_versions v ON v.policy_id = p.id
             WHERE p.deleted_at IS NULL
               AND (v.effective_to IS NULL OR v.effective_to > greatest(?::timestamptz, v.effective_from))
             ORDER BY v.policy_id, v.effective_from
            """;

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

    /** What a version says that is in effect or will be. */
    record Lasting(Instant effectiveFrom, PolicyContent content) {}

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

    /** Those with a target that runs by the calendar, now or later. */
    List<Policy> using(long calendarId, Instant now) {
        Set<Long> users = new HashSet<>();
        lasting(now).forEach((id, versions) -> {
            if (versions.stream().anyMatch(one -> TargetJson.uses(one.content().targets(), calendarId))) {
                users.add(id);
            }
        });
        return all().stream().filter(policy -> users.contains(policy.id())).toList();
    }

    /** What policies say now and will, by their ids and in the order of time. */
    Map<Long, List<Lasting>> lasting(Instant now) {
        Map<Long, List<Lasting>> versions = new HashMap<>();
        sql.list(
                        LASTING,
                        row -> Map.entry(
                                row.getLong("policy_id"),
                                new Lasting(
                                        Rows.instant(row, "effective_from"),
                                        PolicyContent.of(StoredJson.read(row.getString("content"))))),
                        now)
                .forEach(entry -> versions.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return versions;
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
                Rows.instant(row, "effective_from"),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
