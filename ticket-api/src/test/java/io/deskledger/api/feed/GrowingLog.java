package io.deskledger.api.feed;

import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Appends to the log as the audit consumer does: one transaction locks the heads, writes the rows and moves the heads.
 * Chain c holds the events of ticket c + 1, whose version is the place in the chain; every tenth is one of user 7.
 */
final class GrowingLog {

    static final int CHAINS = 12;
    private static final Instant START = Instant.parse("2026-03-15T12:00:00Z");
    private static final int USER_EVERY = 10;
    private static final int SPREAD_SECONDS = 2_000_000;

    private final AuditDatabase audit;
    private volatile String filler = "";

    GrowingLog(AuditDatabase audit) {
        this.audit = audit;
        audit.execute("""
                SELECT audit.ensure_partition('2026-03-01'), audit.ensure_partition('2026-04-01');
                INSERT INTO audit.chain_heads (chain) SELECT generate_series(0, %d)
                """.formatted(CHAINS - 1));
    }

    /** Appends that many rows to each of the chains, in one transaction that commits a while later. */
    void append(List<Integer> chains, int rows, long lateMillis) {
        try (Connection connection = audit.access().connect(DatabaseRole.OWNER)) {
            connection.setAutoCommit(false);
            for (int chain : chains.stream().sorted().toList()) {
                long seq = number(connection, "SELECT seq FROM audit.chain_heads WHERE chain = ? FOR UPDATE", chain);
                for (int row = 1; row <= rows; row++) {
                    insert(connection, chain, seq + row);
                }
                number(
                        connection,
                        "UPDATE audit.chain_heads SET seq = seq + " + rows + " WHERE chain = ? RETURNING 1",
                        chain);
            }
            number(connection, "SELECT 1 FROM pg_sleep(? / 1000.0)", lateMillis);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Work for one of several writers: each round appends two rows to three chains, and commits late. */
    Callable<Void> writer(int seed, int rounds) {
        Random random = new Random(seed);
        return () -> {
            for (int round = 0; round < rounds; round++) {
                List<Integer> chains =
                        random.ints(0, CHAINS).distinct().limit(3).boxed().toList();
                append(chains, 2, random.nextLong(30));
            }
            return null;
        };
    }

    /** Appends one by one until one was of a user; answers how many were of tickets before. */
    long appendUntilOneIsOfAUser(int chain) {
        long seq = Long.parseLong(audit.texts("SELECT seq FROM audit.chain_heads WHERE chain = " + chain)
                .getFirst());
        long others = USER_EVERY - 1 - seq % USER_EVERY;
        append(List.of(chain), (int) others + 1, 0);
        return others;
    }

    /** Appends rows of which each has that many characters. */
    void appendLong(int chain, int rows, int characters) {
        filler = "x".repeat(characters);
        append(List.of(chain), rows, 0);
        filler = "";
    }

    private static long number(Connection connection, String sql, long parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, parameter);
            var rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    // Times are shuffled over two months, as imports and clocks of several machines would: order must not need them.
    private void insert(Connection connection, int chain, long seq) throws SQLException {
        Instant at = START.plusSeconds(new Random(chain * 1_000_003L + seq).nextInt(SPREAD_SECONDS));
        boolean ofUser = seq % USER_EVERY == 0;
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO audit.audit_logs
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'UPDATE', 3, 'agent', 'req-1', ?, ?, h, h, h, now()
                  FROM (SELECT sha256('') AS h) hash
                """)) {
            Object[] values = {
                chain,
                seq,
                new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L | ((long) chain << 40) | seq),
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                ofUser ? "io.deskledger.user.updated.v1" : "io.deskledger.ticket.updated.v1",
                ofUser ? "users" : "tickets",
                ofUser ? 7L : chain + 1L,
                ofUser ? null : Long.valueOf(chain + 1L),
                seq,
                seq,
                "{\"version\":%d,\"changes\":{\"ratio\":{\"from\":null,\"to\":1.10}},\"request\":{\"ip\":\"192.0.2.7\",\"user_agent\":\"curl\"},\"filler\":\"%s\"}"
                        .formatted(seq, filler)
            };
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
        }
    }
}
