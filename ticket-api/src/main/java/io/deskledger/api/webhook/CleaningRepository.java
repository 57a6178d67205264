package io.deskledger.api.webhook;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Removes what nobody needs any more, a batch at a time; instances that do so at once share the work. */
@Singleton
class CleaningRepository {

    // What was never tried although its receiver is well has waited for an instance, and is tried yet.
    private static final String GIVE_UP = """
            UPDATE webhook_deliveries
               SET status = 'failed', leased = false, finished_at = ?
             WHERE id IN (SELECT d.id
                            FROM webhook_deliveries d
                            JOIN webhooks w ON w.id = d.webhook_id
                           WHERE d.status = 'pending'
                             AND d.give_up_at <= ?
                             AND NOT (d.leased AND d.due_at > ?)
                             AND (d.tries > 0 OR NOT w.enabled OR w.failures > 0)
                           ORDER BY d.give_up_at
                           LIMIT ?
                             FOR UPDATE OF d SKIP LOCKED)
            """;

    private static final String REMOVE_OLD = """
            DELETE FROM webhook_deliveries
             WHERE id IN (SELECT id
                            FROM webhook_deliveries
                           WHERE status <> 'pending' AND finished_at <= ?
                           ORDER BY finished_at
                           LIMIT ?
                             FOR UPDATE SKIP LOCKED)
            """;

    // Ids rise, so that what is that far behind the latest one is behind at least as many others.
    private static final String REMOVE_EXCESS = """
            DELETE FROM webhook_deliveries
             WHERE id IN (SELECT id
                            FROM webhook_deliveries
                           WHERE status <> 'pending' AND id <= (SELECT max(id) FROM webhook_deliveries) - ?
                           ORDER BY id
                           LIMIT ?
                             FOR UPDATE SKIP LOCKED)
            """;

    private static final String REMOVE_OF_DELETED = """
            DELETE FROM webhook_deliveries
             WHERE id IN (SELECT d.id
                            FROM webhooks w
                           CROSS JOIN LATERAL (SELECT e.id
                                                 FROM webhook_deliveries e
                                                WHERE e.webhook_id = w.id
                                                ORDER BY e.id
                                                LIMIT ?
                                                  FOR UPDATE SKIP LOCKED) d
                           WHERE w.deleted_at <= ?)
            """;

    private static final String REMOVE_DELETED = """
            DELETE FROM webhooks w
             WHERE w.deleted_at <= ?
               AND NOT EXISTS (SELECT 1 FROM webhook_deliveries d WHERE d.webhook_id = w.id)
            """;

    private final Sql sql;

    CleaningRepository(Sql sql) {
        this.sql = sql;
    }

    /** Ends deliveries whose time was over before that. */
    int giveUp(Instant before, Instant now, int limit) {
        return sql.update(GIVE_UP, now, before, now, limit);
    }

    /** Removes deliveries that were finished before that. */
    int removeOld(Instant before, int limit) {
        return sql.update(REMOVE_OLD, before, limit);
    }

    /** Removes finished deliveries that are older than the latest so many of all. */
    int removeExcess(int mostKept, int limit) {
        return sql.update(REMOVE_EXCESS, mostKept, limit);
    }

    /** Removes deliveries of webhooks that were deleted before that. */
    int removeOfDeleted(Instant before, int limit) {
        return sql.update(REMOVE_OF_DELETED, limit, before);
    }

    /** Removes webhooks that were deleted before that and have no delivery left. */
    int removeDeleted(Instant before) {
        return sql.update(REMOVE_DELETED, before);
    }
}
