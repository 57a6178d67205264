package io.deskledger.api.audit;

import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainHash;
import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.CheckpointSigner;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.MerkleFrontier;
import io.deskledger.model.chain.RowMarks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fills a log with rows whose hashes are right, as the audit consumer would. */
final class ChainedLog {

    private static final int CHAINS = 4;
    private static final int BATCH = 1_000;
    private static final Instant START = Instant.parse("2026-03-31T23:59:00Z");

    private ChainedLog() {}

    /** Rows of two months, spread over four chains. */
    static void fill(AuditDatabase audit, int rows) {
        audit.execute("SELECT audit.ensure_partition('2026-03-01'), audit.ensure_partition('2026-04-01')");
        Map<Integer, Hash> heads = new HashMap<>();
        try (Connection connection = audit.access().connect(DatabaseRole.OWNER);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO audit.audit_logs VALUES "
                        + "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            for (int n = 0; n < rows; n++) {
                AuditRow row = row(n);
                Hash previous = heads.getOrDefault(row.chain(), Hash.GENESIS);
                Hash data = ChainHash.ofData(String.valueOf(row.data()));
                Hash hash = ChainHash.ofRow(previous, row, data);
                bind(insert, row, data, previous, hash);
                heads.put(row.chain(), hash);
                if (n % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        heads.forEach((chain, hash) -> audit.execute("""
                INSERT INTO audit.chain_heads (chain, seq, hash)
                SELECT %1$d, max(seq), '\\x%2$s' FROM audit.audit_logs WHERE chain = %1$d
                """.formatted(chain, hash)));
        audit.execute("ANALYZE audit.audit_logs");
    }

    /** Changes a row and computes its whole chain anew, with the head: all that its owner can do. */
    static void forge(AuditDatabase audit, int chain, long seq) {
        audit.execute("UPDATE audit.audit_logs SET request_id = 'forged' WHERE chain = %d AND seq = %d"
                .formatted(chain, seq));
        Hash previous = Hash.GENESIS;
        StringBuilder update = new StringBuilder();
        int size = Integer.parseInt(audit.texts("SELECT count(*) FROM audit.audit_logs WHERE chain = " + chain)
                .getFirst());
        for (int n = chain; n < size * CHAINS; n += CHAINS) {
            AuditRow row = row(n, n / CHAINS + 1 == seq ? "forged" : "req-" + n);
            Hash hash = ChainHash.ofRow(previous, row, ChainHash.ofData(String.valueOf(row.data())));
            update.append(
                    "UPDATE audit.audit_logs SET prev_hash = '\\x%s', row_hash = '\\x%s' WHERE chain = %d AND seq = %d;"
                            .formatted(previous, hash, chain, row.seq()));
            previous = hash;
        }
        update.append("UPDATE audit.chain_heads SET hash = '\\x%s' WHERE chain = %d;".formatted(previous, chain));
        audit.execute(update.toString());
    }

    /** Signs every chain at those sizes, keeps that in the database and answers it as lines. */
    static List<String> seal(AuditDatabase audit, CheckpointSigner signer, int... sizes) {
        List<String> lines = new ArrayList<>();
        for (int chain = 0; chain < CHAINS; chain++) {
            List<Hash> rows = audit
                    .texts("SELECT encode(row_hash, 'hex') FROM audit.audit_logs WHERE chain = %d ORDER BY seq"
                            .formatted(chain))
                    .stream()
                    .map(Hash::parse)
                    .toList();
            MerkleFrontier tree = new MerkleFrontier();
            Hash previous = Hash.GENESIS;
            for (int size : sizes) {
                List<Hash> fresh = rows.subList((int) tree.size(), size);
                fresh.forEach(tree::append);
                Checkpoint checkpoint = new Checkpoint(
                        chain,
                        size,
                        tree.root(),
                        fresh.getLast(),
                        RowMarks.of(fresh),
                        START.plusSeconds(size),
                        previous);
                previous = checkpoint.hash();
                String line = CheckpointJson.write(signer.sign(checkpoint));
                lines.add(line);
                audit.execute("INSERT INTO audit.checkpoints VALUES (%d, %d, '%s', '%s', true)"
                        .formatted(chain, size, checkpoint.at(), line));
            }
            List<Hash> blocks = tree.takeBlocks();
            for (int block = 0; block < blocks.size(); block++) {
                audit.execute("INSERT INTO audit.chain_blocks VALUES (%d, %d, '\\x%s')"
                        .formatted(chain, block, blocks.get(block)));
            }
        }
        return lines;
    }

    private static AuditRow row(int n) {
        return row(n, "req-" + n);
    }

    private static AuditRow row(int n, String requestId) {
        Instant at = START.plusMillis(n * 10L);
        long ticket = n % 100 + 1L;
        long version = n / 100 + 1L;
        return new AuditRow(
                n % CHAINS,
                n / CHAINS + 1L,
                new UUID(at.toEpochMilli() << 16 | 0x7000, 0x8000000000000000L | n),
                at,
                at,
                "io.deskledger.ticket.updated.v1",
                "tickets",
                ticket,
                ticket,
                version,
                "UPDATE",
                3L,
                "agent",
                requestId,
                n,
                data(ticket, version, n));
    }

    private static String data(long ticket, long version, int n) {
        return """
            {"entity":"tickets","id":%d,"version":%d,"action":"UPDATE","changes":{"status":{"from":"open",\
            "to":"in_progress"},"assignee_id":{"from":null,"to":9}},"actor":{"id":3,"role":"agent"},\
            "request":{"id":"req-%d","ip":"192.0.2.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64)"},\
            "ticket":{"created_at":"2026-03-01T10:00:00Z","first_responded_at":null,"resolved_at":null,\
            "closed_at":null,"deleted_at":null,"status":"in_progress","priority":"high","category":"billing",\
            "creator_id":7,"assignee_id":9}}""".formatted(ticket, version, n);
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
            hash.bytes(),
            row.recordedAt().atOffset(ZoneOffset.UTC)
        };
        for (int i = 0; i < values.length; i++) {
            insert.setObject(i + 1, values[i]);
        }
        insert.addBatch();
    }
}
