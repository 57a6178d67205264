package io.deskledger.audit.checkpoint;

import io.deskledger.audit.consume.OwnedChains;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over the chains of the partitions that this process reads: signs what they have become, then publishes what
 * was signed and not yet published, by whomever. The process that reads a partition next goes on with it.
 */
final class Checkpointer {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final OwnedChains owned;
    private final ChainSealer sealer;
    private final Publisher publisher;
    private final CheckpointMetrics metrics;

    Checkpointer(OwnedChains owned, ChainSealer sealer, Publisher publisher, CheckpointMetrics metrics) {
        this.owned = owned;
        this.sealer = sealer;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * Signs and publishes; a chain where that fails keeps no other from it.
     *
     * @param age how old a chain's last checkpoint must be for a next one
     * @throws IllegalStateException at the end, where something failed
     */
    void pass(Duration age)
            throws SQLException, IOException, ExecutionException, TimeoutException, InterruptedException {
        pass(owned.ownedChains(), age);
    }

    /** Signs and publishes what this process has appended since, once it appends no more. */
    void lastPass() throws SQLException, IOException, ExecutionException, TimeoutException, InterruptedException {
        pass(owned.lastChains(), Duration.ZERO);
    }

    private void pass(Set<Integer> chains, Duration age)
            throws SQLException, IOException, ExecutionException, TimeoutException, InterruptedException {
        long conflicts = 0;
        int failed = 0;
        for (int chain : chains) {
            try {
                seal(chain, age);
            } catch (ConflictException e) {
                conflicts++;
                LOG.error("The audit log was changed and is not signed any more: {}", e.getMessage());
            } catch (SQLException | RuntimeException e) {
                failed++;
                LOG.warn("Chain {} can't be signed: {}", chain, e.toString(), e);
            }
        }
        metrics.conflicts(conflicts);
        Publisher.Result published = publisher.publish(chains);
        metrics.published(published.told());
        if (failed + published.refused() > 0) {
            throw new IllegalStateException("%d chains could not be signed, %d stored checkpoints not be published"
                    .formatted(failed, published.refused()));
        }
    }

    private void seal(int chain, Duration age) throws SQLException {
        boolean more = sealer.seal(chain, age);
        while (more) {
            more = sealer.seal(chain, Duration.ZERO);
        }
    }
}
