package io.deskledger.api.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Passes what other instances say to the leader's bell, for as long as this instance leads. */
final class RelayListener implements AutoCloseable {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Connection connection;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable SQLException failure;

    private RelayListener(Connection connection, RelayBell bell) {
        this.connection = connection;
        this.thread = Thread.ofVirtual().name("outbox-listener").unstarted(() -> listen(bell));
    }

    static RelayListener start(Connection connection, RelayBell bell) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + RelaySession.CHANNEL);
        }
        RelayListener listener = new RelayListener(connection, bell);
        listener.thread.start();
        return listener;
    }

    private void listen(RelayBell bell) {
        try {
            PGConnection notifications = connection.unwrap(PGConnection.class);
            while (!closed) {
                var heard = notifications.getNotifications((int) WAIT.toMillis());
                if (heard != null && heard.length > 0) {
                    bell.ring();
                }
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    /** Throws what ended the listening, if anything did: the leader then starts again. */
    void check() throws SQLException {
        if (failure != null) {
            throw new SQLException("listening for other instances ended", failure);
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        connection.abort(Runnable::run);
    }
}
