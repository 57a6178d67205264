package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the world what was signed and not yet told, by whomever: a page at a time, and holding no connection to the
 * database while a broker takes its time.
 */
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final DataSource database;
    private final ChainSealer sealer;
    private final Publication publication;

    Publisher(DataSource database, ChainSealer sealer, Publication publication) {
        this.database = database;
        this.sealer = sealer;
        this.publication = publication;
    }

    /** What was told, and how much of what the database has was not: nobody trusted has signed it. */
    Result publish(Collection<Integer> chains)
            throws SQLException, IOException, ExecutionException, TimeoutException, InterruptedException {
        int told = 0;
        int refused = 0;
        int chain = -1;
        long size = 0;
        List<CheckpointStore.Unpublished> page;
        do {
            page = page(chains, chain, size);
            List<SignedCheckpoint> good =
                    page.stream().map(this::read).flatMap(Optional::stream).toList();
            if (!good.isEmpty()) {
                publication.publish(good);
                mark(good);
            }
            told += good.size();
            refused += page.size() - good.size();
            chain = page.isEmpty() ? chain : page.getLast().chain();
            size = page.isEmpty() ? size : page.getLast().size();
        } while (page.size() == CheckpointStore.PAGE);
        if (refused > 0) {
            LOG.error("{} checkpoints in the database are signed by no trusted key, and are not published", refused);
        }
        return new Result(told, refused);
    }

    private List<CheckpointStore.Unpublished> page(Collection<Integer> chains, int chain, long size)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            return CheckpointStore.unpublished(connection, chains, chain, size);
        }
    }

    private void mark(List<SignedCheckpoint> told) throws SQLException {
        try (Connection connection = database.getConnection()) {
            CheckpointStore.published(connection, told);
        }
    }

    /** In the file, which is believed, there must stand nothing that the owner of the database made up. */
    private Optional<SignedCheckpoint> read(CheckpointStore.Unpublished stored) {
        try {
            SignedCheckpoint signed = CheckpointJson.read(stored.line());
            if (signed.checkpoint().size() == stored.size() && sealer.trusts(stored.chain(), signed)) {
                return Optional.of(signed);
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("No checkpoint", e);
        }
        LOG.debug("Chain {} at {} rows: signed by no trusted key", stored.chain(), stored.size());
        return Optional.empty();
    }

    /** Publishes checkpoints to file and topic. */
    @FunctionalInterface
    interface Publication {

        void publish(List<SignedCheckpoint> checkpoints)
                throws IOException, ExecutionException, TimeoutException, InterruptedException;
    }

    record Result(int told, int refused) {}
}
