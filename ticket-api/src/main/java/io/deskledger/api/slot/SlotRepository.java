package io.deskledger.api.slot;

import io.deskledger.api.sql.Sql;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;

/** Asks for the replication slots of the whole server: each holds back the same log. */
@Singleton
class SlotRepository {

    // A slot that was lost holds nothing any more; whoever connects to it is sent away, and may come again and again.
    private static final String SLOTS = """
            SELECT count(*) FILTER (WHERE NOT active OR wal_status = 'lost') AS unread,
                   coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0)::bigint AS held
              FROM pg_replication_slots
             WHERE NOT temporary
            """;

    private final Sql sql;

    SlotRepository(Sql sql) {
        this.sql = sql;
    }

    @Connectable
    Slots look() {
        return sql.list(SLOTS, row -> new Slots(row.getLong("unread"), row.getLong("held")))
                .getFirst();
    }

    /**
     * All slots together.
     *
     * @param unread how many nobody reads, or can be read no more
     * @param heldBytes what is kept of the log for the one that is furthest behind
     */
    record Slots(long unread, long heldBytes) {

        static final Slots NONE = new Slots(0, 0);
    }
}
