package io.deskledger.api.audit;

import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Hash;
import io.deskledger.runtime.chain.StoredLinks;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of the log as they are hashed. Each call is a short transaction of its own: a long one would keep the outbox
 * from being vacuumed, and what was appended stays as it is anyway.
 */
@Singleton
class ChainQueries {

    private static final int PAGE = 2_000;

    /** What a page holds of texts, but for its last row: a second one is read while it is hashed. */
    private static final int PAGE_BYTES = 4 << 20;

    // Chains without a head are found too: a removed head must not hide its rows.
    private static final String HEADS = """
            WITH RECURSIVE chains AS (
                SELECT min(chain) AS chain FROM audit.log
                 UNION ALL
                SELECT (SELECT min(l.chain) FROM audit.log l WHERE l.chain > c.chain)
                  FROM chains c
                 WHERE c.chain IS NOT NULL)
            SELECT chain, coalesce(h.seq, 0) AS seq, h.hash
              FROM (SELECT chain FROM chains WHERE chain IS NOT NULL UNION SELECT chain FROM audit.log_heads) all_chains
              LEFT JOIN audit.log_heads h USING (chain)
             ORDER BY chain
            """;

    // Two rows in one place differ in recorded_at: neither may fall between two pages.
    private static final String ROWS =
            Bytes.bounded("""
            SELECT %s, octet_length(data) AS bytes
              FROM audit.log
             WHERE chain = ?
               AND (seq, recorded_at) > (?, ?)
               AND seq <= ?
             ORDER BY seq, recorded_at
             LIMIT ?
            """.formatted(StoredLinks.COLUMNS), "seq, recorded_at", PAGE_BYTES);

    private static final String ROW = """
            SELECT %s, chain
              FROM audit.log
             WHERE event_id = ? AND recorded_at = ?
            """.formatted(StoredLinks.COLUMNS);

    private static final String HASHES = """
            SELECT row_hash
              FROM audit.log
             WHERE chain = ? AND seq > ? AND seq <= ?
             ORDER BY seq
            """;

    private static final String HASH_AT = """
            SELECT row_hash
              FROM audit.log
             WHERE chain = ? AND seq = ?
             LIMIT 1
            """;

    private static final String BEHIND_HEAD = """
            SELECT min(l.seq)
              FROM audit.log l
             WHERE l.chain = ?
               AND l.seq > coalesce((SELECT h.seq FROM audit.log_heads h WHERE h.chain = ?), 0)
            """;

    private final Sql sql;

    ChainQueries(Sql sql) {
        this.sql = sql;
    }

    /** Where each chain ends, by chain. */
    @ReadOnly
    List<Head> heads() {
        return sql.list(HEADS, ChainQueries::head);
    }

    /** The rows that follow that place, up to {@code last}: a page of them. */
    @ReadOnly
    Portion<ChainLink> rows(int chain, long seq, Instant recordedAt, long last) {
        return sql.portion(ROWS, row -> StoredLinks.read(chain, row), chain, seq, recordedAt, last, PAGE + 1)
                .upTo(PAGE);
    }

    /** The row of that event. */
    @ReadOnly
    Optional<ChainLink> row(UUID eventId, Instant recordedAt) {
        return sql.first(ROW, row -> StoredLinks.read(row.getInt("chain"), row), eventId, recordedAt);
    }

    /** The hashes of the rows behind that place, up to {@code last}. */
    @ReadOnly
    List<Hash> hashes(int chain, long seq, long last) {
        return sql.list(HASHES, row -> Hash.of(row.getBytes(1)), chain, seq, last);
    }

    @ReadOnly
    Optional<Hash> hashAt(int chain, long seq) {
        return sql.first(HASH_AT, row -> Hash.of(row.getBytes(1)), chain, seq);
    }

    /** The place of the first row that the chain's head does not know of. */
    @ReadOnly
    Optional<Long> behindHead(int chain) {
        return sql.first(BEHIND_HEAD, row -> Optional.ofNullable(Rows.longOrNull(row, "min")), chain, chain)
                .flatMap(first -> first);
    }

    private static Head head(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return new Head(row.getInt("chain"), row.getLong("seq"), hash == null ? Hash.GENESIS : Hash.of(hash));
    }

    /** The last row of a chain, as its head remembers it. */
    record Head(int chain, long seq, Hash hash) {}
}
