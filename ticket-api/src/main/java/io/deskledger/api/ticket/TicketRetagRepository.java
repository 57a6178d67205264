package io.deskledger.api.ticket;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the change of a tag does to all tickets that have it, deleted ones too. Call it with the tag's row locked. */
@Singleton
public class TicketRetagRepository {

    // In the order of ids, so that two such commands can't wait for each other in a circle.
    private static final String LOCK = """
            SELECT count(*)
              FROM (SELECT t.id
                      FROM ticket_tags tt
                      JOIN tickets t ON t.id = tt.ticket_id
                     WHERE tt.tag_id = ?
                     ORDER BY t.id
                     LIMIT ?
                       FOR NO KEY UPDATE OF t) locked
            """;

    // The tags are read as they were before the statement.
    private static final String BUMP = """
            WITH t AS (
                UPDATE tickets
                   SET version = version + 1, updated_at = ?
                  FROM ticket_tags tt
                 WHERE tt.tag_id = ? AND tickets.id = tt.ticket_id
                RETURNING tickets.*)
            SELECT %s,
                   ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                          WHERE tt.ticket_id = t.id) AS tags
              FROM t
             ORDER BY t.id
            """.formatted(TicketSql.COLUMNS_WITHOUT_CONTENT);

    private final Sql sql;

    TicketRetagRepository(Sql sql) {
        this.sql = sql;
    }

    /** Locks the tickets that have the tag, one more than {@code limit} at most; answers how many. */
    public long lock(long tagId, int limit) {
        return sql.first(LOCK, row -> row.getLong(1), tagId, limit + 1).orElseThrow();
    }

    /** Gives every ticket that has the tag its next version; the changes say what becomes of the tag. */
    public List<TicketChange> bump(long tagId, String gone, @Nullable String instead, Instant at) {
        return sql.list(BUMP, row -> change(row, gone, instead), at, tagId);
    }

    private static TicketChange change(ResultSet row, String gone, @Nullable String instead) throws SQLException {
        return TicketChange.retagged(TicketSql.ticket(row), Rows.texts(row, "tags"), gone, instead);
    }
}
