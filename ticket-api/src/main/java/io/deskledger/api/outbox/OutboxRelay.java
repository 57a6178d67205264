package io.deskledger.api.outbox;

import io.deskledger.api.sql.Portion;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One leader's work: read what waits, send it, delete what was acknowledged. */
@Singleton
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

    private static final Duration BLOCKED_FOR = Duration.ofSeconds(2);

    private final RelaySettings settings;
    private final RelayMetrics metrics;
    private final UUID instance = UUID.randomUUID();
    private final Set<Long> toldTooLarge = new HashSet<>();
    private final Set<String> blockedKeys = new HashSet<>();
    private long blockedSince; // by the clock that only goes on

    OutboxRelay(RelaySettings settings, RelayMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /** One pass over the oldest events. */
    Pass drainOnce(RelaySession session, EventSender sender) throws SQLException, InterruptedException {
        unblockInTime();
        Portion<OutboxRow> waiting = session.read(settings.batchSize(), blockedKeys);
        if (waiting.rows().isEmpty()) {
            return Pass.NOTHING;
        }
        SentBatch batch = sender.send(waiting.rows());
        awaitAcknowledgements(batch, session);
        if (!batch.acknowledged().isEmpty()) {
            session.delete(batch.acknowledged());
            metrics.published(batch.acknowledged().size());
        }
        if (batch.failure() != null) {
            throw new OutboxException("not every event reached the broker", batch.failure());
        }
        // It waits, and with it what follows of its key; a new producer would send it no better, and hold up the
        // others.
        batch.tooLarge().forEach(this::block);
        boolean nothingMoved =
                batch.acknowledged().isEmpty() && batch.tooLarge().isEmpty();
        return new Pass(batch.acknowledged().size(), waiting.more() && !nothingMoved);
    }

    /** Says that the leader is alive, and takes the measure of the backlog. */
    void tick(RelaySession session) throws SQLException {
        session.heartbeat(instance);
        metrics.backlog(session.backlog());
    }

    /** A broker that was told to take larger events is asked again. */
    private void unblockInTime() {
        if (!blockedKeys.isEmpty() && System.nanoTime() - blockedSince >= BLOCKED_FOR.toNanos()) {
            blockedKeys.clear();
        }
    }

    /** Leaves a key out for a while: a thousand events behind one too large would keep those of all others waiting. */
    private void block(OutboxRow row) {
        if (blockedKeys.isEmpty()) {
            blockedSince = System.nanoTime();
        }
        blockedKeys.add(row.key());
        metrics.failed();
        if (toldTooLarge.add(row.id())) {
            LOG.error(
                    "Event {} of {} is larger than the broker takes: the events of its key wait", row.id(), row.key());
        }
    }

    RelayMetrics metrics() {
        return metrics;
    }

    private void awaitAcknowledgements(SentBatch batch, RelaySession session)
            throws SQLException, InterruptedException {
        Duration waited = Duration.ZERO;
        while (!batch.settle(settings.tick())) {
            tick(session);
            waited = waited.plus(settings.tick());
            if (waited.compareTo(settings.stalledAfter()) > 0) {
                // What was acknowledged so far is deleted by nobody: it is sent again, and recognised.
                throw new OutboxException("no acknowledgement for " + waited);
            }
        }
    }

    /**
     * What a pass did.
     *
     * @param events how many were acknowledged
     * @param more whether there may be more at once
     */
    record Pass(int events, boolean more) {

        static final Pass NOTHING = new Pass(0, false);
    }
}
