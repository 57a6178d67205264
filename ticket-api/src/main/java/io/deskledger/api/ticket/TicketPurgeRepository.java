package io.deskledger.api.ticket;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Removes tickets for good. What was imported stays known as imported, so that a second run does not bring it back. */
@Singleton
class TicketPurgeRepository {

    private static final String COMMENTS = "SELECT id FROM comments WHERE ticket_id = ? ORDER BY id";

    private static final String ATTACHMENTS = "SELECT id FROM attachments WHERE ticket_id = ? ORDER BY id";

    // The files themselves are removed once this has been committed.
    private static final String REMOVE_FILES = """
            INSERT INTO removed_files (object_key, ticket_id, removed_at)
            SELECT object_key, ticket_id, ?
              FROM attachments
             WHERE ticket_id = ?
            """;

    private static final String REOPENINGS = """
            SELECT changed_at
              FROM status_changes
             WHERE ticket_id = ? AND reopened
             ORDER BY version
            """;

    private static final String BURY = """
            INSERT INTO ticket_tombstones (ticket_id, ticket_number, version, purged_at, purged_by)
            VALUES (?, ?, ?, ?, ?)
            """;

    private final Sql sql;
    private final TicketRepository tickets;

    TicketPurgeRepository(Sql sql, TicketRepository tickets) {
        this.sql = sql;
        this.tickets = tickets;
    }

    TicketRemains remains(long id) {
        return new TicketRemains(
                tickets.tags(id),
                sql.list(COMMENTS, row -> row.getLong("id"), id),
                sql.list(ATTACHMENTS, row -> row.getLong("id"), id),
                sql.list(REOPENINGS, row -> Rows.instant(row, "changed_at"), id));
    }

    /** Deletes the ticket with all its rows and leaves a tombstone at its last version. */
    void purge(Ticket last, Instant at, long by) {
        sql.update(BURY, last.id(), last.number(), last.version(), at, by);
        sql.update(REMOVE_FILES, at, last.id());
        sql.update("DELETE FROM tickets WHERE id = ?", last.id());
    }
}
