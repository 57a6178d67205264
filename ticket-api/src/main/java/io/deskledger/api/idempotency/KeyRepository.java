package io.deskledger.api.idempotency;

import io.deskledger.api.sql.Sql;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The keys and the answers that were given under them. */
@Singleton
class KeyRepository {

    // Ends with the transaction, however that ends. Two keys with one hash merely make one request come again.
    private static final String TRY_LOCK = """
            SELECT pg_try_advisory_xact_lock(hashtextextended('idempotency ' || ? || ' ' || ?, 0))
            """;

    private static final String FIND = """
            SELECT digest, status, content_type, location, etag, body
              FROM idempotency_keys
             WHERE user_id = ? AND key = ? AND created_at > ?
            """;

    // In conflict only with one that has expired.
    private static final String INSERT = """
            INSERT INTO idempotency_keys (user_id, key, digest, status, content_type, location, etag, body, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (user_id, key) DO UPDATE
               SET digest = excluded.digest, status = excluded.status, content_type = excluded.content_type,
                   location = excluded.location, etag = excluded.etag, body = excluded.body,
                   created_at = excluded.created_at
            """;

    private static final String DELETE_EXPIRED = """
            DELETE FROM idempotency_keys k
             USING (SELECT user_id, key
                      FROM idempotency_keys
                     WHERE created_at <= ?
                     ORDER BY created_at
                     LIMIT ?
                       FOR UPDATE SKIP LOCKED) AS expired
             WHERE k.user_id = expired.user_id AND k.key = expired.key
            """;

    private final Sql sql;

    KeyRepository(Sql sql) {
        this.sql = sql;
    }

    /** What was asked for under a key, and the answer. */
    record Kept(String digest, KeptAnswer answer) {}

    /** Whether no other transaction works the user's key; then none will until this one ends. */
    boolean tryLock(KeyedRequest request) {
        return sql.first(TRY_LOCK, row -> row.getBoolean(1), Long.toString(request.userId()), request.key())
                .orElseThrow();
    }

    Optional<Kept> find(KeyedRequest request, Instant since) {
        return sql.first(
                FIND,
                row -> new Kept(
                        row.getString("digest"),
                        new KeptAnswer(
                                row.getInt("status"),
                                row.getString("content_type"),
                                row.getString("location"),
                                row.getString("etag"),
                                row.getString("body"))),
                request.userId(),
                request.key(),
                since);
    }

    void insert(KeyedRequest request, KeptAnswer answer, Instant at) {
        sql.update(
                INSERT,
                request.userId(),
                request.key(),
                request.digest(),
                answer.status(),
                answer.contentType(),
                answer.location(),
                answer.etag(),
                answer.body(),
                at);
    }

    /** How many keys went: those that were used at the given time or before, oldest first, up to the limit. */
    @Transactional
    int deleteExpired(Instant until, int limit) {
        return sql.update(DELETE_EXPIRED, until, limit);
    }
}
