package io.deskledger.api.ticket;

import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes tickets for good. What was imported stays known as imported, so that a second run does not bring it back. */
@Singleton
public class TicketPurgeRepository {

    // The files themselves are removed once this has been committed.
    private static final String REMOVE_FILES = """
            INSERT INTO removed_files (object_key, ticket_id, removed_at)
            SELECT object_key, ticket_id, ?
              FROM attachments
             WHERE ticket_id = ANY (?)
            """;

    private static final String REMAINS = """
            SELECT t.id,
                   ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                          WHERE tt.ticket_id = t.id ORDER BY g.name) AS tags,
                   ARRAY(SELECT c.id FROM comments c WHERE c.ticket_id = t.id ORDER BY c.id) AS comments,
                   ARRAY(SELECT f.id FROM attachments f WHERE f.ticket_id = t.id ORDER BY f.id) AS attachments,
                   ARRAY(SELECT to_char(s.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
                           FROM status_changes s
                          WHERE s.ticket_id = t.id AND s.reopened ORDER BY s.version) AS reopenings
              FROM unnest(?::bigint[]) AS t (id)
            """;

    private static final String BURY = """
            INSERT INTO ticket_tombstones (ticket_id, ticket_number, version, purged_at, purged_by)
            SELECT *
              FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::timestamptz[], ?::bigint[])
            """;

    private final Sql sql;
    private final SearchVocabulary vocabulary;

    TicketPurgeRepository(Sql sql, SearchVocabulary vocabulary) {
        this.sql = sql;
        this.vocabulary = vocabulary;
    }

    /** What hangs on each of the tickets. */
    public Map<Long, TicketRemains> remains(List<Long> ids) {
        Map<Long, TicketRemains> remains = new HashMap<>();
        sql.list(REMAINS, row -> remains.put(row.getLong("id"), remains(row)), ids);
        return remains;
    }

    /** Deletes the tickets with all their rows and leaves a tombstone of each at its last version. */
    public void purge(List<Ticket> last, Instant at, long by) {
        sql.update(
                BURY,
                ArrayColumns.of(last)
                        .add("bigint", Ticket::id)
                        .add("text", Ticket::number)
                        .add("bigint", Ticket::version)
                        .addText(ticket -> at)
                        .add("bigint", ticket -> by));
        List<Long> ids = last.stream().map(Ticket::id).toList();
        sql.update(REMOVE_FILES, at, ids);
        vocabulary.leave(ids);
        sql.update("DELETE FROM tickets WHERE id = ANY (?)", ids);
    }

    private static TicketRemains remains(ResultSet row) throws SQLException {
        return new TicketRemains(
                Rows.texts(row, "tags"),
                ids(row, "comments"),
                ids(row, "attachments"),
                Rows.texts(row, "reopenings").stream().map(Instant::parse).toList());
    }

    private static List<Long> ids(ResultSet row, String column) throws SQLException {
        return Arrays.asList((Long[]) row.getArray(column).getArray());
    }
}
