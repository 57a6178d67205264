package io.deskledger.api.tag;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts the tickets of tags. */
@Singleton
class TagUsageRepository {

    // Counted in the index alone; the few deleted tickets are taken off, which costs less than looking at every ticket.
    private static final String POPULAR = """
            SELECT g.name, used.tickets - coalesce(gone.tickets, 0) AS tickets
              FROM (SELECT tag_id, count(*) AS tickets FROM ticket_tags GROUP BY tag_id) used
              JOIN tags g ON g.id = used.tag_id
              LEFT JOIN (SELECT tt.tag_id, count(*) AS tickets
                           FROM tickets t
                           JOIN ticket_tags tt ON tt.ticket_id = t.id
                          WHERE t.deleted_at IS NOT NULL
                          GROUP BY tt.tag_id) gone ON gone.tag_id = used.tag_id
             WHERE used.tickets > coalesce(gone.tickets, 0)
             ORDER BY tickets DESC, g.name
             LIMIT ?
            """;

    private static final String PARTS = """
            SELECT t.status, t.priority, count(*) AS tickets,
                   coalesce(sum(extract(epoch FROM t.resolved_at - t.created_at)), 0) AS seconds
              FROM ticket_tags tt
              JOIN tickets t ON t.id = tt.ticket_id
             WHERE tt.tag_id = ? AND t.deleted_at IS NULL
             GROUP BY t.status, t.priority
            """;

    private final Sql sql;

    TagUsageRepository(Sql sql) {
        this.sql = sql;
    }

    List<TagCount> popular(int limit) {
        return sql.list(POPULAR, row -> new TagCount(row.getString("name"), row.getLong("tickets")), limit);
    }

    List<TagStatistics.Part> parts(long tagId) {
        return sql.list(
                PARTS,
                row -> new TagStatistics.Part(
                        Rows.constant(row, "status", TicketStatus.class),
                        Rows.constant(row, "priority", TicketPriority.class),
                        row.getLong("tickets"),
                        row.getBigDecimal("seconds")),
                tagId);
    }
}
