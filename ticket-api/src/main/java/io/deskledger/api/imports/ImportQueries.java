package io.deskledger.api.imports;

import io.deskledger.api.imports.ImportView.LineError;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How imports are getting on. One that is still being received is nobody's business yet. */
@Singleton
public final class ImportQueries {

    private static final String COLUMNS = """
            SELECT id, status, read, imported, skipped, refused, read_bytes, content_bytes, failure, created_at,
                   started_at, finished_at
              FROM imports
             WHERE status <> 'receiving'
            """;

    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    ImportQueries(TransactionOperations<Connection> transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<ImportView> find(long id) {
        return transactions.executeRead(status -> {
            Connection connection = status.getConnection();
            try (PreparedStatement find = connection.prepareStatement(COLUMNS + " AND id = ?")) {
                find.setLong(1, id);
                try (ResultSet row = find.executeQuery()) {
                    return row.next() ? Optional.of(view(row, errors(connection, id))) : Optional.empty();
                }
            }
        });
    }

    /** The newest imports older than the given id. */
    public List<ImportView> before(long id, int limit) {
        return transactions.executeRead(status -> {
            try (PreparedStatement list =
                    status.getConnection().prepareStatement(COLUMNS + " AND id < ? ORDER BY id DESC LIMIT ?")) {
                list.setLong(1, id);
                list.setInt(2, limit);
                try (ResultSet rows = list.executeQuery()) {
                    List<ImportView> views = new ArrayList<>();
                    while (rows.next()) {
                        views.add(view(rows, null));
                    }
                    return views;
                }
            }
        });
    }

    private static List<LineError> errors(Connection connection, long id) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT line, reason FROM import_errors WHERE import_id = ? ORDER BY line LIMIT ?")) {
            find.setLong(1, id);
            find.setInt(2, ImportProgress.MAX_ERRORS);
            try (ResultSet rows = find.executeQuery()) {
                List<LineError> errors = new ArrayList<>();
                while (rows.next()) {
                    errors.add(new LineError(rows.getLong("line"), rows.getString("reason")));
                }
                return errors;
            }
        }
    }

    private ImportView view(ResultSet row, @Nullable List<LineError> errors) throws SQLException {
        long total = row.getLong("content_bytes");
        long done = row.getLong("read_bytes");
        Instant finished = instant(row, "finished_at");
        double seconds = seconds(instant(row, "started_at"), finished);
        long read = row.getLong("read");
        boolean known = seconds > 0 && done > 0;
        return new ImportView(
                row.getLong("id"),
                row.getString("status"),
                read,
                row.getLong("imported"),
                row.getLong("skipped"),
                row.getLong("refused"),
                errors,
                total == 0 ? (finished == null ? 0 : 100) : Math.round(1000.0 * done / total) / 10.0,
                known ? Double.valueOf(Math.round(10 * read / seconds) / 10.0) : null,
                secondsLeft(finished, known, (total - done) * seconds / Math.max(1, done)),
                row.getString("failure"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                finished);
    }

    private static @Nullable Long secondsLeft(@Nullable Instant finished, boolean known, double estimate) {
        if (finished != null) {
            return 0L;
        }
        return known ? Long.valueOf(Math.round(estimate)) : null;
    }

    private double seconds(@Nullable Instant started, @Nullable Instant finished) {
        Instant end = finished == null ? clock.instant() : finished;
        return started == null ? 0 : Duration.between(started, end).toMillis() / 1000.0;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
