package io.deskledger.api.outbox;

import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.model.event.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One session of the relay with the database. The leader's lock, its reads and its deletes share it, so that a leader
 * that lost its lock can't delete any more. See docs/decisions/0004-outbox-relay.md.
 */
final class RelaySession implements AutoCloseable {

    static final String CHANNEL = "deskledger_outbox";

    /** What may be on its way at once, but for the last event: the heap holds each several times over. */
    private static final int MOST_BYTES = 8 << 20;

    /** The advisory lock's two keys: any fixed numbers that nobody else on this database takes. */
    private static final String LOCK = "(1145849932, 1)";

    private static final String READ = Bytes.bounded("""
            SELECT id, message_key, event_id, type, subject, occurred_at, actor, request_id, entity_version, data,
                   trace_parent, octet_length(data) AS bytes
              FROM outbox
             WHERE message_key <> ALL (?)
             ORDER BY id
             LIMIT ?
            """, "id", MOST_BYTES);

    private static final String HEARTBEAT = """
            INSERT INTO relay_leader (instance, backend_pid, heartbeat_at)
            VALUES (?, pg_backend_pid(), clock_timestamp())
            ON CONFLICT (singleton) DO UPDATE
               SET instance = excluded.instance, backend_pid = excluded.backend_pid,
                   heartbeat_at = excluded.heartbeat_at
            """;

    // The lock is checked too: the process id in a stale row may by now be somebody else's.
    private static final String END_FROZEN_LEADER = """
            SELECT pg_terminate_backend(l.pid)
              FROM pg_locks l
              JOIN relay_leader r ON r.backend_pid = l.pid
             WHERE l.locktype = 'advisory' AND (l.classid::bigint, l.objid::bigint) = %s AND l.granted
               AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND r.heartbeat_at < clock_timestamp() - ? * interval '1 millisecond'
            """.formatted(LOCK);

    // Identities have gaps only where an append was rolled back, so their span is a fair count at the price of two
    // index lookups.
    private static final String BACKLOG = """
            SELECT last.id - first.id + 1 AS events, first.appended_at
              FROM (SELECT id, appended_at FROM outbox ORDER BY id LIMIT 1) first,
                   (SELECT id FROM outbox ORDER BY id DESC LIMIT 1) last
            """;

    private final Connection connection;

    RelaySession(Connection connection) throws SQLException {
        this.connection = connection;
        // A delete that a crash of the server undoes costs duplicates, which consumers recognise; waiting for the disk
        // would cost every batch.
        execute("SET synchronous_commit = off");
    }

    boolean tryLead() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_try_advisory_lock" + LOCK)) {
            return result.next() && result.getBoolean(1);
        }
    }

    void heartbeat(UUID instance) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HEARTBEAT)) {
            statement.setObject(1, instance);
            statement.executeUpdate();
        }
    }

    /** Ends the session of a leader that holds the lock and has been silent for longer than the limit. */
    boolean endFrozenLeader(Duration limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_FROZEN_LEADER)) {
            statement.setLong(1, limit.toMillis());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Tells the leader, wherever it is, that events wait. */
    void notifyLeader() throws SQLException {
        execute("NOTIFY " + CHANNEL);
    }

    /**
     * The oldest events of all keys but some, so many and of so many bytes as may be on their way at once. All rows
     * wait: an acknowledged one is deleted, so a late commit of a low id is never missed.
     */
    Portion<OutboxRow> read(int limit, Collection<String> withoutKeys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("text", withoutKeys.toArray()));
            statement.setInt(2, limit + 1);
            try (ResultSet result = statement.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>();
                boolean more = false;
                while (result.next()) {
                    rows.add(row(result));
                    more = result.getBoolean("more");
                }
                return new Portion<>(rows, more).upTo(limit);
            }
        }
    }

    void delete(List<Long> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    Backlog backlog() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(BACKLOG)) {
            return result.next() ? new Backlog(result.getLong("events"), instant(result, "appended_at")) : Backlog.NONE;
        }
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                row.getString("message_key"),
                new StoredEvent(
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        row.getString("subject"),
                        instant(row, "occurred_at"),
                        row.getString("actor"),
                        row.getString("request_id"),
                        row.getLong("entity_version"),
                        row.getString("data"),
                        row.getString("trace_parent")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Gives the lock back with the session. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /**
     * How much waits.
     *
     * @param events about how many
     * @param oldest when the oldest was appended, or null where none waits
     */
    record Backlog(long events, @Nullable Instant oldest) {
        static final Backlog NONE = new Backlog(0, null);
    }
}
