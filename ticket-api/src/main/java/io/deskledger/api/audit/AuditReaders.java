package io.deskledger.api.audit;

import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import jakarta.inject.Singleton;
import java.time.Clock;

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
    private final Clock clock;

    AuditReaders(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * The header of an event of what the caller does with the log, whose version counts one more read; the user's other
     * reads wait until the transaction ends.
     */
    EventHeader header(Caller caller) {
        long version = sql.first(COUNT, row -> row.getLong(1), caller.id()).orElseThrow();
        return new EventHeader(EventIds.next(), clock.instant(), caller.id(), version, caller.actor(), caller.origin());
    }
}
