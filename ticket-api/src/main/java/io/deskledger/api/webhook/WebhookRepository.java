package io.deskledger.api.webhook;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of webhooks, as admins see it. */
@Singleton
class WebhookRepository {

    private static final String COLUMNS = """
            id, url, events, description, enabled, disabled_reason, failures, failing_since, paused_until,
            previous_until, version, created_at, updated_at
            """;

    private static final String FIND = "SELECT " + COLUMNS + "  FROM webhooks WHERE id = ? AND deleted_at IS NULL";

    private static final String PAGE = "SELECT " + COLUMNS + """
              FROM webhooks
             WHERE deleted_at IS NULL AND id > ?
             ORDER BY id
             LIMIT ?
            """;

    private static final String INSERT = """
            INSERT INTO webhooks (id, url, events, description, enabled, secret, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            UPDATE webhooks
               SET url = ?, events = ?, description = ?, enabled = ?, disabled_reason = ?, failures = ?,
                   failing_since = ?, paused_until = ?, version = ?, updated_at = ?
             WHERE id = ?
            """;

    private static final String HEALTH = """
            UPDATE webhooks
               SET failures = ?, failing_since = ?, paused_until = ?
             WHERE id = ?
            """;

    private static final String RECOVERED = """
            UPDATE webhooks
               SET failures = 0, failing_since = NULL, paused_until = NULL
             WHERE id = ? AND failures > 0
            """;

    // Who has nothing that is long due has no flood: most are not counted.
    private static final String FLOODED = """
            SELECT w.id
              FROM webhooks w
             WHERE w.enabled
               AND EXISTS (SELECT 1
                             FROM webhook_deliveries d
                            WHERE d.webhook_id = w.id AND d.status = 'pending' AND d.due_at <= ?)
               AND EXISTS (SELECT 1
                             FROM webhook_deliveries d
                            WHERE d.webhook_id = w.id AND d.status = 'pending'
                            ORDER BY d.due_at
                           OFFSET ?)
            """;

    private static final String ROTATE = """
            UPDATE webhooks
               SET previous_secret = secret, previous_until = ?, secret = ?, version = version + 1, updated_at = ?
             WHERE id = ?
            """;

    // Its secrets are of no use any more, its row is until its deliveries are gone.
    private static final String DELETE = """
            UPDATE webhooks
               SET deleted_at = ?, enabled = false, secret = '', previous_secret = NULL, previous_until = NULL
             WHERE id = ?
            """;

    private final Sql sql;

    WebhookRepository(Sql sql) {
        this.sql = sql;
    }

    long count() {
        return sql.first("SELECT count(*) FROM webhooks WHERE deleted_at IS NULL", row -> row.getLong(1))
                .orElseThrow();
    }

    long nextId() {
        return sql.first("SELECT nextval(pg_get_serial_sequence('webhooks', 'id'))", row -> row.getLong(1))
                .orElseThrow();
    }

    Optional<Webhook> find(long id) {
        return sql.first(FIND, WebhookRepository::webhook, id);
    }

    /** Not against those who add deliveries. */
    Optional<Webhook> lock(long id) {
        return sql.first(FIND + " FOR NO KEY UPDATE", WebhookRepository::webhook, id);
    }

    /** One webhook more than the page holds, where there is one. */
    List<Webhook> page(WebhookPage page) {
        return sql.list(PAGE, WebhookRepository::webhook, page.afterLowest(), page.limit() + 1);
    }

    void insert(long id, WebhookContent content, byte[] secret, Instant at) {
        sql.update(
                INSERT, id, content.url(), content.events(), content.description(), content.enabled(), secret, at, at);
    }

    void update(Webhook webhook) {
        sql.update(
                UPDATE,
                webhook.url(),
                webhook.events(),
                webhook.description(),
                webhook.enabled(),
                webhook.disabledReason(),
                webhook.health().failures(),
                webhook.health().failingSince(),
                webhook.health().pausedUntil(),
                webhook.version(),
                webhook.updatedAt(),
                webhook.id());
    }

    /** Leaves out what is none of the admins' doing: neither version nor time of change tell of it. */
    void updateHealth(long id, Health health) {
        sql.update(HEALTH, health.failures(), health.failingSince(), health.pausedUntil(), id);
    }

    /** Forgets the failures, where there are any. */
    void recovered(long id) {
        sql.update(RECOVERED, id);
    }

    /** Those that have more deliveries waiting than that, and one that has been due since then. */
    List<Long> flooded(int mostWaiting, Instant longDue) {
        return sql.list(FLOODED, row -> row.getLong("id"), longDue, mostWaiting);
    }

    void rotate(long id, byte[] secret, Instant previousUntil, Instant at) {
        sql.update(ROTATE, previousUntil, secret, at, id);
    }

    void delete(long id, Instant at) {
        sql.update(DELETE, at, id);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getLong("id"),
                row.getString("url"),
                Rows.texts(row, "events"),
                row.getString("description"),
                row.getBoolean("enabled"),
                reason(row),
                new Health(
                        row.getInt("failures"),
                        Rows.instantOrNull(row, "failing_since"),
                        Rows.instantOrNull(row, "paused_until")),
                Rows.instantOrNull(row, "previous_until"),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                null);
    }

    private static @Nullable DisabledReason reason(ResultSet row) throws SQLException {
        return row.getString("disabled_reason") == null
                ? null
                : Rows.constant(row, "disabled_reason", DisabledReason.class);
    }
}
