package io.deskledger.api.imports;

import io.deskledger.api.imports.ReplayedTicket.Said;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.ticket.TicketRows;
import io.deskledger.api.ticket.TicketTag;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Writes what the tickets of a batch have become: one statement per table, however many there are. */
@Singleton
final class ImportRows {

    private static final String COMMENTS = """
            INSERT INTO comments (ticket_id, id, author_id, content, is_internal, created_at, updated_at)
            SELECT c.ticket_id, c.id, c.author_id, c.content, c.is_internal, c.at, c.at
              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::timestamptz[])
                   AS c (ticket_id, id, author_id, content, is_internal, at)
            """;

    private final TicketRows rows;

    ImportRows(TicketRows rows) {
        this.rows = rows;
    }

    void insert(Connection connection, List<ReplayedTicket> replayed, Instant now) throws SQLException {
        rows.insert(replayed.stream().map(ReplayedTicket::ticket).toList());
        comments(
                connection,
                replayed.stream().flatMap(one -> one.comments().stream()).toList());
        rows.move(replayed.stream().flatMap(one -> one.moves().stream()).toList());
        rows.tag(
                replayed.stream()
                        .flatMap(one -> one.tags().stream()
                                .map(name -> new TicketTag(one.ticket().id(), name)))
                        .toList(),
                now);
    }

    private static void comments(Connection connection, List<Said> comments) throws SQLException {
        ArrayColumns.of(comments)
                .add("bigint", Said::ticketId)
                .add("bigint", Said::id)
                .add("bigint", Said::authorId)
                .add("text", Said::content)
                .add("boolean", Said::internal)
                .addText(Said::at)
                .execute(connection, COMMENTS);
    }
}
