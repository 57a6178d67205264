package io.deskledger.api.imports;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.ImportEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Takes a file in, piece by piece, so that its size does not matter; nothing runs before the last one is in. */
@Singleton
public final class ImportUploads {

    static final int CHUNK_BYTES = 1024 * 1024;

    private static final String BEGIN = """
            INSERT INTO imports (status, requested_by, request_id, created_at, claimed_until)
            VALUES ('receiving', ?, ?, ?::timestamptz, clock_timestamp() + interval '10 minutes')
            RETURNING id
            """;

    // The import's row is touched with each piece: one that is no longer being received can be told and cleared away.
    private static final String ADD = """
            WITH import AS (
                UPDATE imports
                   SET content_bytes = content_bytes + ?, claimed_until = clock_timestamp() + interval '10 minutes'
                 WHERE id = ? AND status = 'receiving'
                RETURNING id)
            INSERT INTO import_chunks (import_id, chunk, content)
            SELECT id, ?, ? FROM import
            """;

    private static final String COMPLETE = """
            UPDATE imports SET status = 'running', claimed_until = NULL WHERE id = ? AND status = 'receiving'
            """;

    private static final String CLEAR_ABANDONED = """
            DELETE FROM imports WHERE status = 'receiving' AND claimed_until < clock_timestamp()
            """;

    private final TransactionOperations<Connection> transactions;
    private final Outbox outbox;
    private final Clock clock;

    ImportUploads(TransactionOperations<Connection> transactions, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Stores the whole stream; what breaks off leaves nothing behind.
     *
     * @return the import's id, once all of it is durable
     */
    public long receive(InputStream body, Caller caller) throws IOException {
        long id = begin(caller.id(), caller.origin().requestId());
        try {
            InputStream content = decompressed(body);
            long chunk = 0;
            long bytes = 0;
            for (byte[] piece = content.readNBytes(CHUNK_BYTES);
                    piece.length > 0;
                    piece = content.readNBytes(CHUNK_BYTES)) {
                add(id, chunk, piece);
                chunk++;
                bytes += piece.length;
            }
            complete(id, bytes, caller);
            return id;
        } catch (IOException | RuntimeException e) {
            update("DELETE FROM imports WHERE id = ?", id);
            throw e;
        }
    }

    /** Clears away what instances that died were receiving. */
    void clearAbandoned() {
        transactions.executeWrite(status -> {
            try (PreparedStatement clear = status.getConnection().prepareStatement(CLEAR_ABANDONED)) {
                return clear.executeUpdate();
            }
        });
    }

    /**
     * Gzip is known by its first two bytes, whatever the headers say: some clients forget them, some servers unpack.
     */
    private static InputStream decompressed(InputStream body) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(body, 64 * 1024);
        buffered.mark(2);
        byte[] magic = buffered.readNBytes(2);
        buffered.reset();
        boolean gzip = magic.length == 2 && (magic[0] & 0xFF) == 0x1F && (magic[1] & 0xFF) == 0x8B;
        return gzip ? new GZIPInputStream(buffered, 64 * 1024) : buffered;
    }

    private long begin(long requestedBy, String requestId) {
        return transactions.executeWrite(status -> {
            try (PreparedStatement begin = status.getConnection().prepareStatement(BEGIN)) {
                begin.setLong(1, requestedBy);
                begin.setString(2, requestId);
                begin.setString(3, clock.instant().toString());
                try (ResultSet row = begin.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        });
    }

    private void add(long id, long chunk, byte[] piece) throws IOException {
        int added = transactions.executeWrite(status -> {
            try (PreparedStatement add = status.getConnection().prepareStatement(ADD)) {
                add.setInt(1, piece.length);
                add.setLong(2, id);
                add.setLong(3, chunk);
                add.setBytes(4, piece);
                return add.executeUpdate();
            }
        });
        if (added == 0) {
            throw new IOException("the upload took too long and was given up");
        }
    }

    private void complete(long id, long bytes, Caller caller) {
        transactions.executeWrite(status -> {
            try (PreparedStatement complete = status.getConnection().prepareStatement(COMPLETE)) {
                complete.setLong(1, id);
                if (complete.executeUpdate() == 1) {
                    EventHeader header =
                            new EventHeader(EventIds.next(), clock.instant(), id, 1, caller.actor(), caller.origin());
                    outbox.append(new ImportEvent.Received(header, Map.of("bytes", FieldChange.of(null, bytes))));
                }
                return id;
            }
        });
    }

    private void update(String sql, long id) {
        transactions.executeWrite(status -> {
            try (PreparedStatement update = status.getConnection().prepareStatement(sql)) {
                update.setLong(1, id);
                return update.executeUpdate();
            }
        });
    }

    /** The piece of a received file. */
    byte @Nullable [] chunk(long importId, long number) {
        return transactions.executeRead(status -> read(status.getConnection(), importId, number));
    }

    private static byte @Nullable [] read(Connection connection, long importId, long number) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("SELECT content FROM import_chunks WHERE import_id = ? AND chunk = ?")) {
            read.setLong(1, importId);
            read.setLong(2, number);
            try (ResultSet row = read.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }
}
