package io.deskledger.audit.chain;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainHash;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Writes a chain of the log anew, with every hash and the head right again: all that its owner can do. */
final class Forger {

    private static final String INSERT = """
            INSERT INTO audit.audit_logs (
                   chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version,
                   action, actor_id, actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash,
                   audited_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())
            """;

    private final Connection connection;
    private final int chain;

    Forger(Connection connection, int chain) {
        this.connection = connection;
        this.chain = chain;
    }

    List<AuditRow> rows() throws SQLException {
        List<AuditRow> rows = new ArrayList<>();
        LogRows.walk(connection, chain, (ChainLink link) -> rows.add(link.row()));
        return rows;
    }

    /** The same row as another event with other data. */
    static AuditRow other(AuditRow row) {
        return new AuditRow(
                row.chain(),
                row.seq(),
                UUID.randomUUID(),
                row.recordedAt(),
                row.occurredAt(),
                row.type(),
                row.entity(),
                row.entityId(),
                row.ticketId(),
                row.version(),
                row.action(),
                row.actorId(),
                row.actorRole(),
                row.requestId(),
                row.kafkaOffset(),
                Objects.requireNonNull(row.data()).replace("Title", "Forged"));
    }

    void write(List<AuditRow> rows) throws SQLException {
        execute("DELETE FROM audit.audit_logs WHERE chain = " + chain);
        Hash previous = Hash.GENESIS;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < rows.size(); i++) {
                AuditRow row = rows.get(i).at(i + 1L);
                Hash data = ChainHash.ofData(Objects.requireNonNull(row.data()));
                Hash hash = ChainHash.ofRow(previous, row, data);
                bind(insert, row, data, previous, hash);
                previous = hash;
            }
            insert.executeBatch();
        }
        execute("UPDATE audit.chain_heads SET seq = %d, hash = '\\x%s' WHERE chain = %d"
                .formatted(rows.size(), previous, chain));
    }

    private static void bind(PreparedStatement insert, AuditRow row, Hash data, Hash previous, Hash hash)
            throws SQLException {
        Object[] values = {
            row.chain(),
            row.seq(),
            row.eventId(),
            row.recordedAt().atOffset(ZoneOffset.UTC),
            row.occurredAt().atOffset(ZoneOffset.UTC),
            row.type(),
            row.entity(),
            row.entityId(),
            row.ticketId(),
            row.version(),
            row.action(),
            row.actorId(),
            row.actorRole(),
            row.requestId(),
            row.kafkaOffset(),
            row.data(),
            data.bytes(),
            previous.bytes(),
            hash.bytes()
        };
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
