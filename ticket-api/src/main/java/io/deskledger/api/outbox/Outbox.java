package io.deskledger.api.outbox;

import io.deskledger.model.event.ChangeEvent;
import io.deskledger.runtime.trace.Traces;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.exceptions.NoTransactionException;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Where a change leaves its event, in the transaction that makes the change: both are committed, or neither.
 *
 * <p>Append after the entity's row is locked or written, so that ids of one entity rise with its version.
 */
@Singleton
public final class Outbox {

    // One statement for any number of events: arrays cost one parse and one plan, and identities follow their order.
    private static final String INSERT = """
            INSERT INTO outbox (ticket_id, message_key, event_id, type, subject, occurred_at, actor, request_id,
                                entity_version, data, appended_at, trace_parent)
            SELECT e.ticket_id, e.message_key, e.event_id, e.type, e.subject, e.occurred_at, e.actor, e.request_id,
                   e.entity_version, e.data, ?::timestamptz, e.trace_parent
              FROM unnest(?::bigint[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::text[],
                          ?::text[], ?::bigint[], ?::text[], ?::text[])
                   WITH ORDINALITY AS e (ticket_id, message_key, event_id, type, subject, occurred_at, actor,
                                         request_id, entity_version, data, trace_parent, position)
             ORDER BY e.position
            """;

    private final TransactionOperations<Connection> transactions;
    private final RelayBell bell;
    private final RelayMetrics metrics;
    private final List<EventLedger> ledgers;
    private final Clock clock;

    Outbox(
            TransactionOperations<Connection> transactions,
            RelayBell bell,
            RelayMetrics metrics,
            List<EventLedger> ledgers,
            Clock clock) {
        this.transactions = transactions;
        this.bell = bell;
        this.metrics = metrics;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /**
     * Appends one event.
     *
     * @throws NoTransactionException where no transaction is under way
     */
    public void append(ChangeEvent event) {
        append(List.of(event));
    }

    /**
     * Appends events in their order.
     *
     * @throws NoTransactionException where no transaction is under way
     */
    public void append(List<ChangeEvent> events) {
        String trace = Traces.current();
        appendTraced(events.stream().map(event -> new TracedEvent(event, trace)).toList());
    }

    /**
     * Appends events of several requests in their order.
     *
     * @throws NoTransactionException where no transaction is under way
     */
    public void appendTraced(List<TracedEvent> events) {
        TransactionStatus<?> transaction = transactions
                .findTransactionStatus()
                .orElseThrow(() -> new NoTransactionException("an event is appended in its change's transaction"));
        if (events.isEmpty()) {
            return;
        }
        insert(transactions.getConnection(), events);
        transaction.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bell.ring();
            }
        });
    }

    /** About how many events wait for the broker, as last seen: for those who can take their time. */
    public long backlog() {
        return metrics.backlog();
    }

    private void insert(Connection connection, List<TracedEvent> events) {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, clock.instant().toString());
            OutboxColumns.of(events).bind(connection, insert, 2);
            insert.executeUpdate();
            List<ChangeEvent> changes = events.stream().map(TracedEvent::event).toList();
            for (EventLedger ledger : ledgers) {
                ledger.note(connection, changes);
            }
        } catch (SQLException e) {
            throw new OutboxException("appending to the outbox failed", e);
        }
    }
}
