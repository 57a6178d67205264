package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.CheckpointSigner;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.MerkleFrontier;
import io.deskledger.model.chain.RowMarks;
import io.deskledger.model.chain.SignedCheckpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Signs what was appended to a chain since its last checkpoint, in one transaction. It signs only what continues what
 * it signed before: of a history that was rewritten there never is a signature.
 */
final class ChainSealer {

    /** The most rows that one checkpoint covers more than the one before; a backlog gets several. */
    static final int MOST_ROWS = 4_096;

    private final DataSource database;
    private final CheckpointSigner signer;
    private final CheckpointKeys keys;
    private final CheckpointFolio folio;
    private final Clock clock;

    /** @param keys whose checkpoints are believed: the signer's key, and those before it */
    ChainSealer(DataSource database, CheckpointSigner signer, CheckpointKeys keys, CheckpointFolio folio, Clock clock) {
        this.database = database;
        this.signer = signer;
        this.keys = keys;
        this.folio = folio;
        this.clock = clock;
    }

    /**
     * Makes a checkpoint where the last one is old enough and the chain has grown.
     *
     * @return whether there may be more to sign at once
     * @throws ConflictException where the stored chain does not continue what was signed
     */
    boolean seal(int chain, Duration age) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Optional<ChainTree> tree = CheckpointStore.lock(connection, chain);
                boolean more = tree.isPresent() && seal(connection, tree.get(), age);
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private boolean seal(Connection connection, ChainTree kept, Duration age) throws SQLException {
        MerkleFrontier tree = kept.tree();
        Optional<SignedCheckpoint> known = last(kept);
        if (known.isPresent() && !catchUp(connection, tree, known.get())) {
            return false;
        }
        Optional<Checkpoint> last = known.map(SignedCheckpoint::checkpoint);
        require(kept.chain(), tree, last);
        if (last.isPresent() && last.get().at().isAfter(clock.instant().minus(age))) {
            return false;
        }
        Hash head = last.map(Checkpoint::head).orElse(Hash.GENESIS);
        List<Hash> rows = append(connection, kept.chain(), tree, head, MOST_ROWS);
        if (rows.isEmpty()) {
            return false;
        }
        Checkpoint next = new Checkpoint(
                kept.chain(),
                tree.size(),
                tree.root(),
                rows.getLast(),
                RowMarks.of(rows),
                clock.instant(),
                last.map(Checkpoint::hash).orElse(Hash.GENESIS));
        CheckpointStore.add(connection, signer.sign(next), false);
        CheckpointStore.keep(connection, kept.chain(), tree);
        return rows.size() == MOST_ROWS;
    }

    /** The file may know more than a database that was restored; the database may hold what its owner made up. */
    private Optional<SignedCheckpoint> last(ChainTree kept) {
        Optional<SignedCheckpoint> filed = folio.last(kept.chain());
        Optional<SignedCheckpoint> stored = kept.last();
        if (stored.isPresent() && !stored.equals(filed) && !trusts(kept.chain(), stored.get())) {
            throw new ConflictException(
                    kept.chain(),
                    stored.get().checkpoint().size(),
                    "no trusted key has signed the last checkpoint that the database has");
        }
        return Stream.concat(stored.stream(), filed.stream())
                .max(Comparator.comparingLong(one -> one.checkpoint().size()));
    }

    /** Whether that is a checkpoint of the chain which a trusted key has signed. */
    boolean trusts(int chain, SignedCheckpoint signed) {
        return signed.checkpoint().chain() == chain && keys.trust(signed);
    }

    /** Brings the tree to what was signed already; false while the chain has not come that far again. */
    private static boolean catchUp(Connection connection, MerkleFrontier tree, SignedCheckpoint last)
            throws SQLException {
        int chain = last.checkpoint().chain();
        long signed = last.checkpoint().size();
        if (tree.size() >= signed) {
            return true;
        }
        Hash head = Hash.GENESIS;
        boolean known = tree.size() == 0;
        while (tree.size() < signed) {
            int limit = (int) Math.min(MOST_ROWS, signed - tree.size());
            List<StoredHash> rows = CheckpointStore.hashes(connection, chain, tree.size(), limit);
            if (rows.size() < limit) {
                return false;
            }
            head = known ? head : rows.getFirst().previous();
            known = true;
            for (StoredHash row : rows) {
                head = link(chain, tree, head, row);
            }
        }
        require(chain, tree, Optional.of(last.checkpoint()));
        CheckpointStore.add(connection, last, true);
        CheckpointStore.keep(connection, chain, tree);
        return true;
    }

    private static void require(int chain, MerkleFrontier tree, Optional<Checkpoint> last) {
        long signed = last.map(Checkpoint::size).orElse(0L);
        boolean same = tree.size() == signed
                && last.map(one -> one.root().equals(tree.root())).orElse(true);
        if (!same) {
            throw new ConflictException(chain, signed, "the rows up to here are not those that were signed");
        }
    }

    private static List<Hash> append(Connection connection, int chain, MerkleFrontier tree, Hash head, int limit)
            throws SQLException {
        Hash previous = head;
        List<StoredHash> rows = CheckpointStore.hashes(connection, chain, tree.size(), limit);
        for (StoredHash row : rows) {
            previous = link(chain, tree, previous, row);
        }
        return rows.stream().map(StoredHash::hash).toList();
    }

    private static Hash link(int chain, MerkleFrontier tree, Hash previous, StoredHash row) {
        long expected = tree.size() + 1;
        if (row.seq() != expected || !row.previous().equals(previous)) {
            throw new ConflictException(chain, expected, "the row does not follow what was signed");
        }
        tree.append(row.hash());
        return row.hash();
    }
}
