package io.deskledger.audit.chain;

import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Hash;
import io.deskledger.runtime.chain.StoredLinks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

/** Reads the log where it is stored; memory holds one page of rows. */
final class LogRows {

    private static final int PAGE = 2_000;

    // Chains without a head are walked too: a removed head must not hide its rows.
    private static final String CHAINS = """
            WITH RECURSIVE chains AS (
                SELECT min(chain) AS chain FROM audit.audit_logs
                 UNION ALL
                SELECT (SELECT min(l.chain) FROM audit.audit_logs l WHERE l.chain > c.chain)
                  FROM chains c
                 WHERE c.chain IS NOT NULL)
            SELECT chain FROM chains WHERE chain IS NOT NULL
             UNION
            SELECT chain FROM audit.chain_heads
            """;

    private static final String HEAD = "SELECT seq, hash FROM audit.chain_heads WHERE chain = ?";

    private static final String ROWS = """
            SELECT %s
              FROM audit.audit_logs
             WHERE chain = ?
             ORDER BY seq, recorded_at
            """.formatted(StoredLinks.COLUMNS);

    private LogRows() {}

    static Set<Integer> chains(Connection connection) throws SQLException {
        Set<Integer> chains = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(CHAINS)) {
            while (found.next()) {
                chains.add(found.getInt(1));
            }
        }
        return chains;
    }

    /** Hands out the rows of a chain until it is told to stop; answers where the chain's head stands. */
    static Head walk(Connection connection, int chain, Sink sink) throws SQLException {
        Head head = head(connection, chain);
        try (PreparedStatement query = connection.prepareStatement(ROWS)) {
            query.setFetchSize(PAGE);
            query.setInt(1, chain);
            try (ResultSet rows = query.executeQuery()) {
                boolean on = true;
                while (on && rows.next()) {
                    on = sink.next(StoredLinks.read(chain, rows));
                }
            }
        }
        return head;
    }

    private static Head head(Connection connection, int chain) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(HEAD)) {
            query.setInt(1, chain);
            try (ResultSet found = query.executeQuery()) {
                return found.next()
                        ? new Head(found.getLong(1), Hash.of(found.getBytes(2)))
                        : new Head(0, Hash.GENESIS);
            }
        }
    }

    /** Takes the rows of a chain one by one. */
    @FunctionalInterface
    interface Sink {

        /** Whether to go on. */
        boolean next(ChainLink link);
    }

    /** The last row of a chain, as its head remembers it. */
    record Head(long seq, Hash hash) {}
}
