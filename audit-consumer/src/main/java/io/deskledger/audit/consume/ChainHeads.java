package io.deskledger.audit.consume;

import io.deskledger.model.chain.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Reads and moves {@code audit.chain_heads}; the lock on a head is what makes one writer of two. */
final class ChainHeads {

    private static final String OPEN = """
            INSERT INTO audit.chain_heads (chain)
            SELECT unnest(?::integer[])
                ON CONFLICT (chain) DO NOTHING
            """;

    // In the order of the chains, so that two writers can't wait for each other.
    private static final String LOCK = """
            SELECT chain, seq, hash, next_offset, topic_id
              FROM audit.chain_heads
             WHERE chain = ANY (?::integer[])
             ORDER BY chain
               FOR UPDATE
            """;

    private static final String MOVE = """
            UPDATE audit.chain_heads
               SET seq = ?, hash = ?, next_offset = ?, topic_id = ?
             WHERE chain = ?
            """;

    private ChainHeads() {}

    /** Makes the heads that are not there yet. */
    static void open(Connection connection, Collection<Integer> chains) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
            insert.setArray(1, connection.createArrayOf("int4", chains.toArray()));
            insert.executeUpdate();
        }
    }

    /** Locks the heads until the end of the transaction. */
    static Map<Integer, ChainHead> lock(Connection connection, Collection<Integer> chains) throws SQLException {
        Map<Integer, ChainHead> heads = new TreeMap<>();
        try (PreparedStatement query = connection.prepareStatement(LOCK)) {
            query.setArray(1, connection.createArrayOf("int4", chains.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ChainHead head = new ChainHead(
                            rows.getInt(1),
                            rows.getLong(2),
                            Hash.of(rows.getBytes(3)),
                            rows.getLong(4),
                            rows.getString(5));
                    heads.put(head.chain(), head);
                }
            }
        }
        return heads;
    }

    static void move(Connection connection, Collection<ChainHead> heads) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            for (ChainHead head : heads) {
                update.setLong(1, head.seq());
                update.setBytes(2, head.hash().bytes());
                update.setLong(3, head.nextOffset());
                update.setString(4, head.topicId());
                update.setInt(5, head.chain());
                update.addBatch();
            }
            update.executeBatch();
        }
    }
}
