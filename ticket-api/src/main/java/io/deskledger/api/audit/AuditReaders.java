package io.deskledger.api.audit;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;

/** How often each user has read the log. */
@Singleton
final class AuditReaders {

    private static final String COUNT = """
            INSERT INTO audit_readers (user_id, reads)
            VALUES (?, 1)
            ON CONFLICT (user_id) DO UPDATE SET reads = audit_readers.reads + 1
            RETURNING reads
            """;

    private final Sql sql;

    AuditReaders(Sql sql) {
        this.sql = sql;
    }

    /** Counts one more read and answers its number; the user's other reads wait until the transaction ends. */
    long count(long userId) {
        return sql.first(COUNT, row -> row.getLong(1), userId).orElseThrow();
    }
}
