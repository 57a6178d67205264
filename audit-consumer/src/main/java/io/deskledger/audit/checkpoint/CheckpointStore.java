package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.MerkleFrontier;
import io.deskledger.model.chain.SignedCheckpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tables of checkpoints. */
final class CheckpointStore {

    private static final int HASH_LENGTH = 32;

    private static final String OPEN = "INSERT INTO audit.chain_trees (chain) VALUES (?) ON CONFLICT DO NOTHING";

    // Who can't have the lock leaves the chain to the one who has it.
    private static final String LOCK = """
            SELECT t.size, t.peaks,
                   (SELECT c.line FROM audit.checkpoints c WHERE c.chain = t.chain ORDER BY c.size DESC LIMIT 1)
              FROM audit.chain_trees t
             WHERE t.chain = ?
               FOR UPDATE OF t SKIP LOCKED
            """;

    private static final String HASHES = """
            SELECT seq, prev_hash, row_hash
              FROM audit.audit_logs
             WHERE chain = ? AND seq > ?
             ORDER BY seq, recorded_at
             LIMIT ?
            """;

    // What the file knows may be here too.
    private static final String ADD = """
            INSERT INTO audit.checkpoints (chain, size, made_at, line, published)
            VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
            """;

    private static final String KEEP = "UPDATE audit.chain_trees SET size = ?, peaks = ? WHERE chain = ?";

    private static final String ADD_BLOCK = """
            INSERT INTO audit.chain_blocks (chain, block, root)
            VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING
            """;

    /** The most checkpoints that {@link #unpublished} answers. */
    static final int PAGE = 500;

    private static final String UNPUBLISHED = """
            SELECT chain, size, line
              FROM audit.checkpoints
             WHERE NOT published AND chain = ANY (?) AND (chain, size) > (?, ?)
             ORDER BY chain, size
             LIMIT 500
            """;

    private static final String PUBLISHED =
            "UPDATE audit.checkpoints SET published = true WHERE chain = ? AND size = ?";

    private CheckpointStore() {}

    /** Locks a chain's tree until the end of the transaction; nothing where somebody else is at it. */
    static Optional<ChainTree> lock(Connection connection, int chain) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN);
                PreparedStatement lock = connection.prepareStatement(LOCK)) {
            open.setInt(1, chain);
            open.executeUpdate();
            lock.setInt(1, chain);
            try (ResultSet found = lock.executeQuery()) {
                if (!found.next()) {
                    return Optional.empty();
                }
                MerkleFrontier tree = new MerkleFrontier(found.getLong(1), peaks(found.getBytes(2)));
                return Optional.of(new ChainTree(
                        chain, tree, Optional.ofNullable(found.getString(3)).map(CheckpointJson::read)));
            }
        }
    }

    /** The rows that follow that place, as far as the limit goes. */
    static List<StoredHash> hashes(Connection connection, int chain, long seq, int limit) throws SQLException {
        List<StoredHash> hashes = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(HASHES)) {
            query.setInt(1, chain);
            query.setLong(2, seq);
            query.setInt(3, limit);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    hashes.add(new StoredHash(rows.getLong(1), Hash.of(rows.getBytes(2)), Hash.of(rows.getBytes(3))));
                }
            }
        }
        return hashes;
    }

    static void add(Connection connection, SignedCheckpoint signed, boolean published) throws SQLException {
        Checkpoint checkpoint = signed.checkpoint();
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setInt(1, checkpoint.chain());
            insert.setLong(2, checkpoint.size());
            insert.setObject(3, checkpoint.at().atOffset(ZoneOffset.UTC));
            insert.setString(4, CheckpointJson.write(signed));
            insert.setBoolean(5, published);
            insert.executeUpdate();
        }
    }

    /** Keeps the tree, and the blocks that were completed since it was kept last. */
    static void keep(Connection connection, int chain, MerkleFrontier tree) throws SQLException {
        List<Hash> blocks = tree.takeBlocks();
        long first = tree.size() / MerkleFrontier.BLOCK_ROWS - blocks.size();
        try (PreparedStatement update = connection.prepareStatement(KEEP);
                PreparedStatement insert = connection.prepareStatement(ADD_BLOCK)) {
            update.setLong(1, tree.size());
            update.setBytes(2, bytes(tree.peaks()));
            update.setInt(3, chain);
            update.executeUpdate();
            for (int i = 0; i < blocks.size(); i++) {
                insert.setInt(1, chain);
                insert.setLong(2, first + i);
                insert.setBytes(3, blocks.get(i).bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Those that wait behind that place, as they are stored; fewer than {@link #PAGE} where it ends. */
    static List<Unpublished> unpublished(Connection connection, Collection<Integer> chains, int chain, long size)
            throws SQLException {
        List<Unpublished> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(UNPUBLISHED)) {
            query.setArray(1, connection.createArrayOf("int4", chains.toArray()));
            query.setInt(2, chain);
            query.setLong(3, size);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new Unpublished(rows.getInt(1), rows.getLong(2), rows.getString(3)));
                }
            }
        }
        return found;
    }

    static void published(Connection connection, List<SignedCheckpoint> checkpoints) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(PUBLISHED)) {
            for (SignedCheckpoint signed : checkpoints) {
                update.setInt(1, signed.checkpoint().chain());
                update.setLong(2, signed.checkpoint().size());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /** A line that nobody outside was told yet; whether it is a checkpoint has to be seen. */
    record Unpublished(int chain, long size, String line) {}

    private static List<Hash> peaks(byte[] bytes) {
        List<Hash> peaks = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += HASH_LENGTH) {
            peaks.add(Hash.of(Arrays.copyOfRange(bytes, from, from + HASH_LENGTH)));
        }
        return peaks;
    }

    private static byte[] bytes(List<Hash> peaks) {
        byte[] bytes = new byte[peaks.size() * HASH_LENGTH];
        for (int i = 0; i < peaks.size(); i++) {
            System.arraycopy(peaks.get(i).bytes(), 0, bytes, i * HASH_LENGTH, HASH_LENGTH);
        }
        return bytes;
    }
}
