package io.deskledger.runtime.chain;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Hash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the log with their hashes, from whatever has its columns. */
public final class StoredLinks {

    /** What a statement has to select first, in this order. */
    public static final String COLUMNS = """
            seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, action,
            actor_id, actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash""";

    private StoredLinks() {}

    /**
     * The row of that chain that the result stands at.
     *
     * @throws SQLException where the result has other columns than {@link #COLUMNS}
     */
    // By position: a name would be looked up a few million times.
    public static ChainLink read(int chain, ResultSet row) throws SQLException {
        AuditRow content = new AuditRow(
                chain,
                row.getLong(1),
                row.getObject(2, UUID.class),
                instant(row, 3),
                instant(row, 4),
                row.getString(5),
                row.getString(6),
                row.getLong(7),
                longOrNull(row, 8),
                row.getLong(9),
                row.getString(10),
                longOrNull(row, 11),
                row.getString(12),
                row.getString(13),
                row.getLong(14),
                row.getString(15));
        return new ChainLink(content, Hash.of(row.getBytes(16)), Hash.of(row.getBytes(17)), Hash.of(row.getBytes(18)));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Long longOrNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
