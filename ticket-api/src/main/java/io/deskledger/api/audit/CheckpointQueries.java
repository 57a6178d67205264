package io.deskledger.api.audit;

import io.deskledger.api.sql.Sql;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.SignedCheckpoint;
import io.micronaut.transaction.annotation.ReadOnly;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checkpoints that the database has, and the roots of whole blocks of rows. */
@Singleton
class CheckpointQueries {

    static final int PAGE = 500;

    private static final String SIZES = """
            SELECT chain, max(size)
              FROM audit.log_checkpoints
             GROUP BY chain
            """;

    private static final String CHECKPOINTS = """
            SELECT line
              FROM audit.log_checkpoints
             WHERE chain = ? AND size > ? AND size <= ?
             ORDER BY size
             LIMIT 500
            """;

    private static final String FIRST = """
            SELECT line
              FROM audit.log_checkpoints
             WHERE chain = ? AND size >= ?
             ORDER BY size
             LIMIT 1
            """;

    private static final String BLOCKS = """
            SELECT root
              FROM audit.log_blocks
             WHERE chain = ? AND block < ?
             ORDER BY block
            """;

    private final Sql sql;

    CheckpointQueries(Sql sql) {
        this.sql = sql;
    }

    /** How many rows the last checkpoint of each chain covers. */
    @ReadOnly
    Map<Integer, Long> sizes() {
        return sql.list(SIZES, row -> Map.entry(row.getInt(1), row.getLong(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The checkpoints over more than {@code size} rows, up to {@code last}; fewer than {@link #PAGE} where it ends. */
    @ReadOnly
    List<SignedCheckpoint> page(int chain, long size, long last) {
        return sql.list(CHECKPOINTS, row -> CheckpointJson.read(row.getString(1)), chain, size, last);
    }

    /** The first checkpoint that covers the row. */
    @ReadOnly
    Optional<SignedCheckpoint> covering(int chain, long seq) {
        return sql.first(FIRST, row -> CheckpointJson.read(row.getString(1)), chain, seq);
    }

    /** The roots over the chain's first blocks of rows. */
    @ReadOnly
    List<Hash> blocks(int chain, long blocks) {
        return sql.list(BLOCKS, row -> Hash.of(row.getBytes(1)), chain, blocks);
    }
}
