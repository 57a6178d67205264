package io.deskledger.audit.consume;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Writes {@code audit.audit_logs}, any number of rows in one statement. */
final class AuditLog {

    // The range lets PostgreSQL leave out the months that none of the events is of.
    private static final String KNOWN = """
            SELECT l.event_id
              FROM unnest(?::uuid[], ?::timestamptz[]) AS e (id, recorded_at)
              JOIN audit.audit_logs l ON l.event_id = e.id AND l.recorded_at = e.recorded_at
             WHERE l.recorded_at BETWEEN ?::timestamptz AND ?::timestamptz
            """;

    // No ON CONFLICT: a row left out in silence would be a gap in its chain.
    private static final String INSERT = """
            INSERT INTO audit.audit_logs (
                   chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version,
                   action, actor_id, actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash,
                   audited_at)
            SELECT r.*, ?::timestamptz
              FROM unnest(?::integer[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                          ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[],
                          ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[]) AS r
            """;

    private AuditLog() {}

    /** Those of the events that are in the log already, in whatever chain. */
    static Set<UUID> known(Connection connection, List<AuditRow> rows) throws SQLException {
        Set<UUID> known = new HashSet<>();
        if (rows.isEmpty()) {
            return known;
        }
        List<Instant> times = rows.stream()
                .map(AuditRow::recordedAt)
                .sorted(Comparator.naturalOrder())
                .toList();
        try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
            query.setArray(1, array(connection, "uuid", rows, AuditRow::eventId));
            query.setArray(
                    2,
                    array(
                            connection,
                            "timestamptz",
                            rows,
                            row -> row.recordedAt().toString()));
            query.setString(3, times.getFirst().toString());
            query.setString(4, times.getLast().toString());
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    known.add(found.getObject(1, UUID.class));
                }
            }
        }
        return known;
    }

    static void insert(Connection connection, List<LinkedRow> linked, Instant now) throws SQLException {
        if (linked.isEmpty()) {
            return;
        }
        List<AuditRow> rows = linked.stream().map(LinkedRow::row).toList();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, now.toString());
            insert.setArray(2, array(connection, "int4", rows, AuditRow::chain));
            insert.setArray(3, array(connection, "int8", rows, AuditRow::seq));
            insert.setArray(4, array(connection, "uuid", rows, AuditRow::eventId));
            insert.setArray(
                    5,
                    array(
                            connection,
                            "timestamptz",
                            rows,
                            row -> row.recordedAt().toString()));
            insert.setArray(
                    6,
                    array(
                            connection,
                            "timestamptz",
                            rows,
                            row -> row.occurredAt().toString()));
            insert.setArray(7, array(connection, "text", rows, AuditRow::type));
            insert.setArray(8, array(connection, "text", rows, AuditRow::entity));
            insert.setArray(9, array(connection, "int8", rows, AuditRow::entityId));
            insert.setArray(10, array(connection, "int8", rows, AuditRow::ticketId));
            insert.setArray(11, array(connection, "int8", rows, AuditRow::version));
            insert.setArray(12, array(connection, "text", rows, AuditRow::action));
            insert.setArray(13, array(connection, "int8", rows, AuditRow::actorId));
            insert.setArray(14, array(connection, "text", rows, AuditRow::actorRole));
            insert.setArray(15, array(connection, "text", rows, AuditRow::requestId));
            insert.setArray(16, array(connection, "int8", rows, AuditRow::kafkaOffset));
            insert.setArray(17, array(connection, "text", rows, AuditRow::data));
            insert.setArray(18, bytes(connection, linked, LinkedRow::dataHash));
            insert.setArray(19, bytes(connection, linked, LinkedRow::previousHash));
            insert.setArray(20, bytes(connection, linked, LinkedRow::hash));
            insert.executeUpdate();
        }
    }

    private static java.sql.Array array(
            Connection connection, String type, List<AuditRow> rows, Function<AuditRow, ?> column) throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }

    private static java.sql.Array bytes(Connection connection, List<LinkedRow> rows, Function<LinkedRow, Hash> column)
            throws SQLException {
        return connection.createArrayOf(
                "bytea", rows.stream().map(row -> column.apply(row).bytes()).toArray(byte[][]::new));
    }
}
