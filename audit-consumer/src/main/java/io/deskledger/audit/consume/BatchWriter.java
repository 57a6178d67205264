package io.deskledger.audit.consume;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.runtime.trace.Traces;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Writes slices: rows, dead letters and the moved heads, all or none of them. */
@Singleton
final class BatchWriter {

    private static final String DATA_CONSTRAINT = "audit_logs_data_readable";

    private final DataSource database;
    private final Partitions partitions;
    private final DeadLetters deadLetters;
    private final AuditMetrics metrics;
    private final Clock clock;

    BatchWriter(
            DataSource database, Partitions partitions, DeadLetters deadLetters, AuditMetrics metrics, Clock clock) {
        this.database = database;
        this.partitions = partitions;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Consumes the slices, exactly once however often it is tried.
     *
     * @throws HeadMovedException when a slice does not join on to what was consumed before
     */
    void write(List<Slice> slices) throws SQLException {
        try {
            partitions.ensure(rows(slices).map(AuditRow::recordedAt).toList());
            metrics.written(transact(slices));
        } catch (SQLException e) {
            partitions.forget();
            if (!isRefusal(e)) {
                throw e;
            }
            narrow(slices, e);
        }
    }

    private Written transact(List<Slice> slices) throws SQLException {
        Timer.Sample started = metrics.batchStarted();
        try (Traces.Ending _ = metrics.trace(slices);
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Written written = append(connection, slices);
                // Last before the commit: nothing is parked twice only because the database is away, and no offset
                // moves on before the broker has what it stands for.
                deadLetters.park(written.parked());
                connection.commit();
                metrics.batchDone(started);
                return written;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private Written append(Connection connection, List<Slice> slices) throws SQLException {
        Map<Integer, ChainHead> heads =
                ChainHeads.lock(connection, slices.stream().map(Slice::chain).toList());
        Set<UUID> known = AuditLog.known(connection, rows(slices).toList());
        ChainLinker linker = new ChainLinker(known);
        for (Slice slice : slices) {
            ChainHead head = heads.get(slice.chain());
            if (head == null
                    || head.nextOffset() < slice.from()
                    || !slice.topicId().equals(head.topicId())) {
                throw new HeadMovedException("read from " + slice.from() + ", but the head is " + head);
            }
            linker.append(head, slice);
        }
        Written written = linker.written();
        AuditLog.insert(connection, written.rows(), clock.instant());
        ChainHeads.move(connection, written.heads());
        return written;
    }

    /** Finds what the database refuses by halves, so that it alone goes to the dead letters. */
    private void narrow(List<Slice> slices, SQLException refusal) throws SQLException {
        if (slices.size() > 1) {
            for (Slice slice : slices) {
                write(List.of(slice));
            }
            return;
        }
        Slice slice = slices.getFirst();
        if (slice.messages().size() > 1) {
            for (Slice half : slice.halves()) {
                write(List.of(half));
            }
            return;
        }
        if (!(slice.messages().getFirst() instanceof Message.Change change)) {
            throw refusal;
        }
        Refusal reason = new Refusal(Refusal.Kind.UNSTORABLE, "the database refuses it: " + refusal.getMessage());
        Message poison = new Message.Poison(change.record(), reason);
        write(List.of(new Slice(slice.chain(), slice.from(), slice.topicId(), List.of(poison))));
    }

    /**
     * Whether the fault lies in the values (data exceptions, limits, our check) and so would be there on every retry.
     */
    private static boolean isRefusal(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("22") || state.startsWith("54") || DATA_CONSTRAINT.equals(constraint(e));
    }

    private static @Nullable String constraint(SQLException e) {
        ServerErrorMessage message = e instanceof PSQLException failure ? failure.getServerErrorMessage() : null;
        return message == null ? null : message.getConstraint();
    }

    private static Stream<AuditRow> rows(List<Slice> slices) {
        return slices.stream().flatMap(slice -> slice.messages().stream()).mapMulti((message, rows) -> {
            if (message instanceof Message.Change change) {
                rows.accept(change.row());
            }
        });
    }
}
