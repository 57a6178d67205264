package io.deskledger.api.webhook;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries and their attempts, as admins see them. */
@Singleton
class DeliveryRepository {

    private static final String COLUMNS = """
            id, webhook_id, event_id, type, subject, status, attempts, created_at, finished_at,
            CASE WHEN status = 'pending' AND NOT leased THEN due_at END AS next_attempt_at
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
              FROM webhook_deliveries
             WHERE webhook_id = ? AND id = ?
            """;

    private static final String DETAIL = "SELECT body, " + COLUMNS + """
              FROM webhook_deliveries
             WHERE webhook_id = ? AND id = ?
            """;

    private static final String PAGE = "SELECT " + COLUMNS + """
              FROM webhook_deliveries
             WHERE webhook_id = ? AND id < ?
             ORDER BY id DESC
             LIMIT ?
            """;

    private static final String PAGE_OF_STATUS = "SELECT " + COLUMNS + """
              FROM webhook_deliveries
             WHERE webhook_id = ? AND status = ? AND id < ?
             ORDER BY id DESC
             LIMIT ?
            """;

    private static final String ATTEMPTS = """
            SELECT attempt, started_at, duration_ms, status, error, answer
              FROM webhook_attempts
             WHERE delivery_id = ? AND attempt < ?
             ORDER BY attempt DESC
             LIMIT ?
            """;

    // One that is under way stays as it is: its outcome is to count.
    private static final String REDELIVER = """
            UPDATE webhook_deliveries
               SET status = 'pending', tries = 0, leased = false, due_at = ?, give_up_at = ?, finished_at = NULL
             WHERE webhook_id = ? AND id = ? AND NOT (leased AND due_at > ?)
            """;

    private final Sql sql;

    DeliveryRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<Delivery> find(long webhookId, long id) {
        return sql.first(FIND, DeliveryRepository::delivery, webhookId, id);
    }

    Optional<DeliveryDetail> detail(long webhookId, long id) {
        return sql.first(DETAIL, row -> new DeliveryDetail(delivery(row), row.getString("body")), webhookId, id);
    }

    /** One delivery more than the page holds, where there is one. */
    List<Delivery> page(long webhookId, @Nullable DeliveryStatus status, WebhookPage page) {
        return status == null
                ? sql.list(PAGE, DeliveryRepository::delivery, webhookId, page.afterHighest(), page.limit() + 1)
                : sql.list(
                        PAGE_OF_STATUS,
                        DeliveryRepository::delivery,
                        webhookId,
                        status,
                        page.afterHighest(),
                        page.limit() + 1);
    }

    /** One attempt more than the page holds, where there is one. */
    List<Attempt> attempts(long deliveryId, WebhookPage page) {
        return sql.list(ATTEMPTS, DeliveryRepository::attempt, deliveryId, page.afterHighest(), page.limit() + 1);
    }

    /** Makes the delivery due as if it were new; tells whether there is one that is not under way. */
    boolean redeliver(long webhookId, long id, Instant now, Instant giveUpAt) {
        return sql.update(REDELIVER, now, giveUpAt, webhookId, id, now) > 0;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getLong("webhook_id"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getString("subject"),
                Rows.constant(row, "status", DeliveryStatus.class),
                row.getInt("attempts"),
                Rows.instantOrNull(row, "next_attempt_at"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "finished_at"));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getInt("attempt"),
                Rows.instant(row, "started_at"),
                row.getObject("duration_ms", Integer.class),
                row.getObject("status", Integer.class),
                row.getString("error"),
                row.getString("answer"));
    }
}
