package io.deskledger.api.outbox;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** One leader's work: read what waits, send it, delete what was acknowledged. */
@Singleton
final class OutboxRelay {

    private final RelaySettings settings;
    private final RelayMetrics metrics;
    private final UUID instance = UUID.randomUUID();

    OutboxRelay(RelaySettings settings, RelayMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * One pass over the oldest events.
     *
     * @return whether there may be more at once
     */
    boolean drainOnce(RelaySession session, EventSender sender) throws SQLException, InterruptedException {
        List<OutboxRow> rows = session.read(settings.batchSize());
        if (rows.isEmpty()) {
            return false;
        }
        SentBatch batch = sender.send(rows);
        awaitAcknowledgements(batch, session);
        if (!batch.acknowledged().isEmpty()) {
            session.delete(batch.acknowledged());
            metrics.published(batch.acknowledged().size());
        }
        if (batch.failure() != null) {
            throw new OutboxException("not every event reached the broker", batch.failure());
        }
        return rows.size() == settings.batchSize();
    }

    /** Says that the leader is alive, and takes the measure of the backlog. */
    void tick(RelaySession session) throws SQLException {
        session.heartbeat(instance);
        metrics.backlog(session.backlog());
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
}
