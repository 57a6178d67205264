package io.deskledger.audit.chain;

import io.deskledger.model.chain.AuditRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ways in which the owner of the table may change the past.
 *
 * @param rows how many rows the chain has
 * @param sealed how many of them a checkpoint covers
 */
record Tampering(Connection connection, RandomGenerator random, int chain, long rows, long sealed) {

    private static final List<String> EDITS = List.of(
            "event_id = gen_random_uuid()",
            "recorded_at = recorded_at + interval '1 ms'",
            "occurred_at = occurred_at - interval '1 us'",
            "type = concat(type, '2')",
            "entity = 'users'",
            "entity_id = entity_id + 1",
            "ticket_id = NULL",
            "ticket_id = ticket_id + 1",
            "version = version + 1",
            "action = concat(action, ' ')",
            "actor_id = actor_id + 1",
            "actor_id = NULL",
            "actor_role = 'admin'",
            "request_id = ''",
            "kafka_offset = kafka_offset + 1",
            "data = replace(data, 'Title', 'title')",
            "data = concat(data, ' ')",
            "data = concat(data, ' '), data_hash = sha256(convert_to(concat(data, ' '), 'UTF8'))",
            "data_hash = sha256('')",
            "prev_hash = sha256('')",
            "row_hash = sha256('')");

    private static final String COLUMNS = "occurred_at, type, entity, entity_id, ticket_id, version, action, actor_id, "
            + "actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash, audited_at";

    /** What is done to the log. */
    enum Kind {
        EDIT,
        DELETE,
        INSERT_BESIDE,
        INSERT_BETWEEN,
        SWAP,
        SWAP_CONTENTS,
        CUT,
        CUT_WITH_HEAD,
        REMOVE_CHAIN,
        REWRITE_EDITED,
        REWRITE_WITHOUT,
        REWRITE_WITH_MORE,
        REWRITE_SWAPPED
    }

    /** Does it, and answers the first row that is not what it was. */
    long apply(Kind kind) throws SQLException {
        long any = random.nextLong(1, rows);
        long signed = random.nextLong(1, sealed + 1);
        return switch (kind) {
            case EDIT ->
                run(
                        any,
                        "UPDATE audit.audit_logs SET %s WHERE chain = %d AND seq = %d"
                                .formatted(EDITS.get(random.nextInt(EDITS.size())), chain, any));
            case DELETE ->
                run(
                        any,
                        "DELETE FROM audit.audit_logs WHERE chain = %d AND seq BETWEEN %d AND %d"
                                .formatted(chain, any, any + random.nextInt(4)));
            case INSERT_BESIDE -> insert(any, any);
            case INSERT_BETWEEN -> {
                shift("seq + 1", "seq >= " + any);
                yield insert(any + 1, any);
            }
            case SWAP -> {
                long other = random.nextLong(any + 1, rows + 1);
                shift(
                        "CASE seq WHEN %d THEN %d ELSE %d END".formatted(any, other, any),
                        "seq IN (%d, %d)".formatted(any, other));
                yield any;
            }
            case SWAP_CONTENTS -> run(any, """
                    UPDATE audit.audit_logs l SET data = o.data, data_hash = o.data_hash
                      FROM audit.audit_logs o
                     WHERE l.chain = %1$d AND o.chain = %1$d AND l.seq IN (%2$d, %3$d) AND o.seq = %2$d + %3$d - l.seq
                    """.formatted(chain, any, random.nextLong(any + 1, rows + 1)));
            case CUT -> run(any, "DELETE FROM audit.audit_logs WHERE chain = %d AND seq >= %d".formatted(chain, any));
            case CUT_WITH_HEAD ->
                rewrite(
                        signed,
                        list -> list.subList((int) signed - 1, list.size()).clear());
            case REMOVE_CHAIN ->
                run(
                        1,
                        "DELETE FROM audit.audit_logs WHERE chain = %1$d; DELETE FROM audit.chain_heads WHERE chain = %1$d"
                                .formatted(chain));
            case REWRITE_EDITED ->
                rewrite(signed, list -> list.set((int) signed - 1, Forger.other(list.get((int) signed - 1))));
            case REWRITE_WITHOUT -> rewrite(signed, list -> list.remove((int) signed - 1));
            case REWRITE_WITH_MORE ->
                rewrite(signed, list -> list.add((int) signed - 1, Forger.other(list.get((int) signed - 1))));
            case REWRITE_SWAPPED ->
                rewrite(
                        signed,
                        list -> Collections.swap(list, (int) signed - 1, random.nextInt((int) signed, list.size())));
        };
    }

    private long insert(long from, long seq) throws SQLException {
        return run(seq, """
                INSERT INTO audit.audit_logs (chain, seq, event_id, recorded_at, %1$s)
                SELECT chain, %2$d, gen_random_uuid(), recorded_at + interval '%3$d ms', %1$s
                  FROM audit.audit_logs
                 WHERE chain = %4$d AND seq = %5$d
                """.formatted(COLUMNS, seq, random.nextBoolean() ? 1 : -1, chain, from));
    }

    /** In two steps: two rows of one time can't be in one place meanwhile. */
    private void shift(String place, String which) throws SQLException {
        run(0, "UPDATE audit.audit_logs SET seq = 1000000 + %s WHERE chain = %d AND %s".formatted(place, chain, which));
        run(0, "UPDATE audit.audit_logs SET seq = seq - 1000000 WHERE chain = %d AND seq > 1000000".formatted(chain));
    }

    private long rewrite(long first, Change change) throws SQLException {
        Forger forger = new Forger(connection, chain);
        List<AuditRow> list = forger.rows();
        change.apply(list);
        forger.write(list);
        return first;
    }

    private long run(long first, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return first;
        }
    }

    @FunctionalInterface
    private interface Change {
        void apply(List<AuditRow> rows);
    }
}
