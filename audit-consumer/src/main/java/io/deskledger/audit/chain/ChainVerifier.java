package io.deskledger.audit.chain;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.ChainWalk;
import io.deskledger.model.chain.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;

/** Walks all chains of the audit log and names the first broken row of each. Needs memory for one page of rows only. */
public final class ChainVerifier {

    private static final int PAGE = 1_000;

    private static final String HEADS = "SELECT chain, seq, hash FROM audit.chain_heads ORDER BY chain";

    // Chains without a head are walked too: a removed head must not hide its rows.
    private static final String CHAINS = """
            WITH RECURSIVE chains AS (
                SELECT min(chain) AS chain FROM audit.audit_logs
                 UNION ALL
                SELECT (SELECT min(l.chain) FROM audit.audit_logs l WHERE l.chain > c.chain)
                  FROM chains c
                 WHERE c.chain IS NOT NULL)
            SELECT chain FROM chains WHERE chain IS NOT NULL
            """;

    private static final String ROWS = """
            SELECT seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, action,
                   actor_id, actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash
              FROM audit.audit_logs
             WHERE chain = ?
             ORDER BY seq, recorded_at
            """;

    private final DataSource database;

    /** @param database as a role that may read the tables of schema audit */
    public ChainVerifier(DataSource database) {
        this.database = database;
    }

    /** Checks every row, against one snapshot of the log; writing goes on meanwhile. */
    public ChainReport verify() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return walk(connection);
            } finally {
                connection.rollback();
            }
        }
    }

    private static ChainReport walk(Connection connection) throws SQLException {
        Map<Integer, Head> heads = heads(connection);
        long rows = 0;
        long erased = 0;
        List<ChainBreak> breaks = new ArrayList<>();
        for (var entry : heads.entrySet()) {
            ChainCount count = walk(connection, entry.getKey(), entry.getValue(), breaks);
            rows += count.rows();
            erased += count.erased();
        }
        return new ChainReport(rows, erased, breaks);
    }

    private static ChainCount walk(Connection connection, int chain, Head head, List<ChainBreak> breaks)
            throws SQLException {
        ChainWalk walk = ChainWalk.fromStart(chain);
        long rows = 0;
        long erased = 0;
        try (PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setFetchSize(PAGE);
            query.setInt(1, chain);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    ChainLink link = link(chain, found);
                    rows++;
                    erased += link.row().data() == null ? 1 : 0;
                    Optional<ChainBreak> broken = walk.next(link);
                    if (broken.isPresent()) {
                        breaks.add(broken.get());
                        return new ChainCount(rows, erased);
                    }
                }
            }
        }
        walk.end(head.seq(), head.hash()).ifPresent(breaks::add);
        return new ChainCount(rows, erased);
    }

    private static Map<Integer, Head> heads(Connection connection) throws SQLException {
        Map<Integer, Head> heads = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet chains = statement.executeQuery(CHAINS)) {
                while (chains.next()) {
                    heads.put(chains.getInt(1), Head.NONE);
                }
            }
            try (ResultSet found = statement.executeQuery(HEADS)) {
                while (found.next()) {
                    heads.put(found.getInt(1), new Head(found.getLong(2), Hash.of(found.getBytes(3))));
                }
            }
        }
        return heads;
    }

    private static ChainLink link(int chain, ResultSet row) throws SQLException {
        AuditRow content = new AuditRow(
                chain,
                row.getLong("seq"),
                row.getObject("event_id", UUID.class),
                instant(row, "recorded_at"),
                instant(row, "occurred_at"),
                row.getString("type"),
                row.getString("entity"),
                row.getLong("entity_id"),
                row.getObject("ticket_id", Long.class),
                row.getLong("version"),
                row.getString("action"),
                row.getObject("actor_id", Long.class),
                row.getString("actor_role"),
                row.getString("request_id"),
                row.getLong("kafka_offset"),
                row.getString("data"));
        return new ChainLink(content, hash(row, "data_hash"), hash(row, "prev_hash"), hash(row, "row_hash"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Hash hash(ResultSet row, String column) throws SQLException {
        return Hash.of(row.getBytes(column));
    }

    private record Head(long seq, Hash hash) {
        static final Head NONE = new Head(0, Hash.GENESIS);
    }

    private record ChainCount(long rows, long erased) {}
}
