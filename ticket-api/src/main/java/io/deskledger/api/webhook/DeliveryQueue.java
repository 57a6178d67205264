package io.deskledger.api.webhook;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.api.webhook.receiver.Outcome;
import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries, as those see them who make them. */
@Singleton
class DeliveryQueue {

    // Locked, so that no two instances at once count how many attempts a webhook has under way. Who is locked has
    // somebody working for it.
    private static final String READY = """
            SELECT w.id
              FROM webhooks w
             WHERE w.enabled
               AND w.deleted_at IS NULL
               AND (w.paused_until IS NULL OR w.paused_until <= ?)
               AND EXISTS (SELECT 1
                             FROM webhook_deliveries d
                            WHERE d.webhook_id = w.id AND d.status = 'pending' AND d.due_at <= ?)
             ORDER BY w.id
               FOR NO KEY UPDATE OF w SKIP LOCKED
            """;

    // A statement of its own: it has to see what was committed before the locks were had.
    private static final String CLAIM = """
            WITH slots AS (
                SELECT w.id, w.url, w.secret,
                       CASE WHEN w.previous_until > ? THEN w.previous_secret END AS previous_secret,
                       CASE WHEN w.failures >= ? THEN 1 ELSE ? END
                           - (SELECT count(*)
                                FROM webhook_deliveries l
                               WHERE l.webhook_id = w.id AND l.leased AND l.due_at > ?) AS free
                  FROM webhooks w
                 WHERE w.id = ANY (?)
            ), due AS (
                SELECT d.id
                  FROM slots s
                 CROSS JOIN LATERAL (SELECT q.id
                                       FROM webhook_deliveries q
                                      WHERE q.webhook_id = s.id AND q.status = 'pending' AND q.due_at <= ?
                                      ORDER BY q.due_at
                                      LIMIT greatest(s.free, 0)
                                        FOR UPDATE SKIP LOCKED) d
            ), taken AS (
                UPDATE webhook_deliveries d
                   SET leased = true, attempts = d.attempts + 1, tries = d.tries + 1, due_at = ?
                  FROM due
                 WHERE d.id = due.id
             RETURNING d.id, d.webhook_id, d.attempts, d.tries, d.give_up_at, d.event_id, d.body
            ), noted AS (
                INSERT INTO webhook_attempts (delivery_id, attempt, started_at)
                SELECT id, attempts, ?
                  FROM taken
            )
            SELECT t.*, s.url, s.secret, s.previous_secret
              FROM taken t
              JOIN slots s ON s.id = t.webhook_id
             ORDER BY t.id
            """;

    private static final String NOTE = """
            UPDATE webhook_attempts
               SET duration_ms = ?, status = ?, error = ?, answer = ?
             WHERE delivery_id = ? AND attempt = ?
            """;

    private static final String SETTLE = """
            UPDATE webhook_deliveries
               SET status = ?, leased = false, due_at = coalesce(?, due_at), finished_at = ?
             WHERE id = ? AND attempts = ? AND leased
            """;

    private final Sql sql;
    private final WebhookSettings settings;
    private final RetrySettings retry;

    DeliveryQueue(Sql sql, WebhookSettings settings, RetrySettings retry) {
        this.sql = sql;
        this.settings = settings;
        this.retry = retry;
    }

    /** The webhooks that have something due and are nobody else's at the moment, locked. */
    List<Long> lockReady(Instant now) {
        return sql.list(READY, row -> row.getLong("id"), now, now);
    }

    /** Begins what is due of the locked webhooks, as much of each as may be under way. */
    List<Claimed> claim(List<Long> webhookIds, Instant now) {
        return sql.list(
                CLAIM,
                DeliveryQueue::claimed,
                now,
                retry.breakAfter(),
                settings.parallel(),
                now,
                webhookIds,
                now,
                now.plus(settings.lease()),
                now);
    }

    /** Tells how the attempt went. */
    void note(Claimed claimed, Outcome outcome) {
        sql.update(
                NOTE,
                outcome.durationMs(),
                outcome.status(),
                outcome.error(),
                outcome.answer(),
                claimed.deliveryId(),
                claimed.attempt());
    }

    void finish(Claimed claimed, DeliveryStatus status, Instant now) {
        sql.update(SETTLE, status, null, now, claimed.deliveryId(), claimed.attempt());
    }

    void postpone(Claimed claimed, Instant due) {
        sql.update(SETTLE, DeliveryStatus.PENDING, due, null, claimed.deliveryId(), claimed.attempt());
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        List<byte[]> secrets = new ArrayList<>();
        secrets.add(row.getBytes("secret"));
        byte @Nullable [] previous = row.getBytes("previous_secret");
        if (previous != null) {
            secrets.add(previous);
        }
        return new Claimed(
                row.getLong("id"),
                row.getLong("webhook_id"),
                row.getInt("attempts"),
                row.getInt("tries"),
                Rows.instant(row, "give_up_at"),
                new Claimed.Message(
                        URI.create(row.getString("url")),
                        row.getObject("event_id", UUID.class),
                        row.getString("body"),
                        List.copyOf(secrets)));
    }
}
