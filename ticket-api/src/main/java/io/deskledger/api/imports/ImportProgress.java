package io.deskledger.api.imports;

import io.deskledger.api.imports.ParsedLine.Refused;
import io.deskledger.api.sql.ArrayColumns;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who works which import, and how far it is. The database's clock judges claims: it is the same for every worker. */
@Singleton
final class ImportProgress {

    /** What is kept of the refused lines, and shown. */
    static final int MAX_ERRORS = 1000;

    private static final String CLAIM = """
            UPDATE imports
               SET worker = ?, claimed_until = clock_timestamp() + interval '15 seconds',
                   started_at = coalesce(started_at, clock_timestamp())
             WHERE id = (SELECT id
                           FROM imports
                          WHERE status = 'running'
                            AND (claimed_until IS NULL OR claimed_until < clock_timestamp() OR worker = ?)
                          ORDER BY id
                          LIMIT 1
                            FOR UPDATE SKIP LOCKED)
            RETURNING id, requested_by, read_lines, read_bytes, refused
            """;

    private static final String HOLD = """
            SELECT 1 FROM imports WHERE id = ? AND worker = ? AND status = 'running' FOR UPDATE
            """;

    private static final String ADVANCE = """
            UPDATE imports
               SET read_lines = ?, read_bytes = ?, read = read + ?, imported = imported + ?, skipped = skipped + ?,
                   refused = refused + ?, claimed_until = clock_timestamp() + interval '15 seconds'
             WHERE id = ?
            """;

    private static final String FINISH = """
            UPDATE imports
               SET status = 'done', finished_at = clock_timestamp(), worker = NULL, claimed_until = NULL
             WHERE id = ?
            """;

    private static final String GIVE_BACK = """
            UPDATE imports SET worker = NULL, claimed_until = NULL WHERE id = ? AND worker = ? AND status = 'running'
            """;

    private static final String ERRORS = """
            INSERT INTO import_errors (import_id, line, reason)
            SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[])
            """;

    /** The oldest import that nobody works, now claimed by this worker. */
    Optional<ImportRun> claim(Connection connection, UUID worker) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setObject(1, worker);
            claim.setObject(2, worker);
            try (ResultSet row = claim.executeQuery()) {
                return row.next()
                        ? Optional.of(new ImportRun(
                                row.getLong("id"),
                                worker,
                                row.getLong("requested_by"),
                                row.getLong("read_lines"),
                                row.getLong("read_bytes"),
                                row.getLong("refused")))
                        : Optional.empty();
            }
        }
    }

    /** Locks the import for the batch; a worker that was frozen for too long finds it gone. */
    void hold(Connection connection, ImportRun run) throws SQLException {
        try (Statement limit = connection.createStatement()) {
            // A frozen worker would keep the lock, and the import with it, for as long as its session lives.
            limit.execute("SET LOCAL idle_in_transaction_session_timeout = '10s'");
        }
        try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
            hold.setLong(1, run.id());
            hold.setObject(2, run.worker());
            try (ResultSet row = hold.executeQuery()) {
                if (!row.next()) {
                    throw new ClaimLostException(run.id());
                }
            }
        }
    }

    /** Notes what the batch did, in the batch's own transaction. */
    void advance(Connection connection, ImportRun run, ImportBatch batch, BatchResult result) throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setLong(1, batch.lines());
            advance.setLong(2, batch.end());
            advance.setInt(3, result.read());
            advance.setInt(4, result.imported());
            advance.setInt(5, result.skipped());
            advance.setInt(6, result.refused().size());
            advance.setLong(7, run.id());
            advance.executeUpdate();
        }
        List<Refused> kept = result.refused().stream()
                .limit(Math.max(0, MAX_ERRORS - run.refused()))
                .toList();
        if (!kept.isEmpty()) {
            ArrayColumns.of(kept)
                    .add("bigint", error -> run.id())
                    .add("bigint", Refused::line)
                    .add("text", Refused::reason)
                    .execute(connection, ERRORS);
        }
        if (batch.last()) {
            finish(connection, run);
        }
    }

    /** Lets another worker go on at once. */
    boolean giveBack(Connection connection, ImportRun run) throws SQLException {
        try (PreparedStatement giveBack = connection.prepareStatement(GIVE_BACK)) {
            giveBack.setLong(1, run.id());
            giveBack.setObject(2, run.worker());
            return giveBack.executeUpdate() > 0;
        }
    }

    private static void finish(Connection connection, ImportRun run) throws SQLException {
        try (PreparedStatement finish = connection.prepareStatement(FINISH);
                PreparedStatement clear =
                        connection.prepareStatement("DELETE FROM import_chunks WHERE import_id = ?")) {
            finish.setLong(1, run.id());
            finish.executeUpdate();
            clear.setLong(1, run.id());
            clear.executeUpdate();
        }
    }
}
