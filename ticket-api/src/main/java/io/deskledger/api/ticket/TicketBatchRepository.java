package io.deskledger.api.ticket;

import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Chooses, locks and reads many tickets at once, in the caller's transaction. */
@Singleton
public class TicketBatchRepository {

    // In the order of ids, so that two such commands can't wait for each other in a circle.
    private static final String LOCK = """
            SELECT t.id
              FROM tickets t
             WHERE t.id = ANY (?)
             ORDER BY t.id
               FOR NO KEY UPDATE
            """;

    private static final String LOCK_FREE = """
            SELECT %s
              FROM tickets t
             WHERE t.id = ANY (?)
               FOR NO KEY UPDATE SKIP LOCKED
            """.formatted(TicketSql.COLUMNS_WITHOUT_CONTENT);

    private static final String READ = """
            SELECT %s
              FROM tickets t
             WHERE t.id = ANY (?)
             ORDER BY t.id
            """;

    private static final String SIZES = """
            SELECT id, octet_length(description) + octet_length(custom_fields::text) AS bytes
              FROM tickets
             WHERE id = ANY (?)
             ORDER BY id
            """;

    private static final String TAGS = """
            SELECT tt.ticket_id, array_agg(g.name ORDER BY g.name) AS names
              FROM ticket_tags tt
              JOIN tags g ON g.id = tt.tag_id
             WHERE tt.ticket_id = ANY (?)
             GROUP BY tt.ticket_id
            """;

    private static final String KEEP_TAGS = """
            SELECT id
              FROM tags
             WHERE name = ANY (?)
             ORDER BY name
               FOR KEY SHARE
            """;

    private static final String LAST_MOVES = """
            SELECT ticket_id, max(version) AS version
              FROM status_changes
             WHERE ticket_id = ANY (?)
             GROUP BY ticket_id
            """;

    private static final String UNDO_MOVES = """
            UPDATE status_changes c
               SET undone = true, reopened = false
              FROM unnest(?::bigint[], ?::bigint[]) AS e (ticket_id, version)
             WHERE c.ticket_id = e.ticket_id AND c.version = e.version
            """;

    private final Sql sql;
    private final SearchVocabulary vocabulary;
    private final TicketClocks clocks;

    TicketBatchRepository(Sql sql, SearchVocabulary vocabulary, TicketClocks clocks) {
        this.sql = sql;
        this.vocabulary = vocabulary;
        this.clocks = clocks;
    }

    /** The chosen tickets, so many at most, in the order of their ids; nobody is kept from changing them. */
    public List<Long> find(TicketChoice choice, int limit) {
        List<FoldedTerm> terms = vocabulary.find(choice.terms());
        TicketConditions conditions = choice.conditions(terms, clocks);
        List<Object> parameters = new ArrayList<>(conditions.parameters());
        parameters.add(limit);
        return sql
                .listPlannedAnew(
                        "SELECT t.id" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql() + " LIMIT ?",
                        row -> row.getLong("id"),
                        parameters.toArray())
                .stream()
                .sorted()
                .toList();
    }

    /** Those of the tickets that exist, deleted ones too, in the order of their ids. */
    public List<Long> find(Collection<Long> ids) {
        return ids.isEmpty()
                ? List.of()
                : sql.list("SELECT id FROM tickets WHERE id = ANY (?) ORDER BY id", row -> row.getLong("id"), ids);
    }

    /** The chosen tickets, so many at most, locked until the transaction ends, in the order of their ids. */
    public List<Long> lock(TicketChoice choice, int limit) {
        List<FoldedTerm> terms = vocabulary.find(choice.terms());
        TicketConditions conditions = choice.conditions(terms, clocks);
        String chosen = TicketPageQuery.from(terms) + " WHERE " + conditions.sql();
        List<Object> parameters = new ArrayList<>(conditions.parameters());
        parameters.add(limit);
        List<Long> ids = sql.listPlannedAnew(
                "SELECT t.id" + chosen + " LIMIT ?", row -> row.getLong("id"), parameters.toArray());
        if (ids.isEmpty()) {
            return ids;
        }
        // Asked again once they are locked: what somebody has changed in between may be none of them any more.
        parameters.set(parameters.size() - 1, ids);
        return sql.listPlannedAnew(
                "SELECT t.id" + chosen + " AND t.id = ANY (?) ORDER BY t.id FOR NO KEY UPDATE OF t",
                row -> row.getLong("id"),
                parameters.toArray());
    }

    /**
     * Those of the tickets that exist, deleted ones too, locked until the transaction ends, in the order of their ids.
     */
    public List<Long> lock(Collection<Long> ids) {
        return ids.isEmpty() ? List.of() : sql.list(LOCK, row -> row.getLong("id"), ids);
    }

    /**
     * Those of the tickets that exist and that nobody has locked, locked until the transaction ends, without what
     * people wrote.
     */
    public List<Ticket> lockFreeWithoutContent(Collection<Long> ids) {
        return sql.list(LOCK_FREE, TicketSql::ticket, ids);
    }

    /**
     * The tickets in parts that may be {@link #read} one after the other: so many a part, or fewer where they are long.
     *
     * @param ids sorted
     */
    public List<List<Long>> parts(List<Long> ids, int most) {
        List<List<Long>> parts = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        List<Map.Entry<Long, Long>> sizes =
                sql.list(SIZES, row -> Map.entry(row.getLong("id"), row.getLong("bytes")), ids);
        for (int i = 0; i < sizes.size(); i++) {
            if (i > begin && (i - begin == most || bytes >= Bytes.PAGE)) {
                parts.add(ids(sizes.subList(begin, i)));
                begin = i;
                bytes = 0;
            }
            bytes += sizes.get(i).getValue();
        }
        if (begin < sizes.size()) {
            parts.add(ids(sizes.subList(begin, sizes.size())));
        }
        return parts;
    }

    private static List<Long> ids(List<Map.Entry<Long, Long>> sizes) {
        return sizes.stream().map(Map.Entry::getKey).toList();
    }

    /** The tickets as they stand. */
    public List<Ticket> read(List<Long> ids) {
        return sql.list(READ.formatted(TicketSql.COLUMNS), TicketSql::ticket, ids);
    }

    /** The same without what people wrote: title and description are empty, and so are the custom fields. */
    public List<Ticket> readWithoutContent(List<Long> ids) {
        return sql.list(READ.formatted(TicketSql.COLUMNS_WITHOUT_CONTENT), TicketSql::ticket, ids);
    }

    /** The sorted tags of those of the tickets that have some. */
    public Map<Long, List<String>> tags(List<Long> ids) {
        Map<Long, List<String>> tags = new HashMap<>();
        sql.list(TAGS, row -> tags.put(row.getLong("ticket_id"), Rows.texts(row, "names")), ids);
        return tags;
    }

    /**
     * Keeps those of the tags that exist from being renamed or removed until the transaction ends; before any ticket.
     */
    public void keepTags(Collection<String> names) {
        if (!names.isEmpty()) {
            sql.list(KEEP_TAGS, row -> row.getLong("id"), names);
        }
    }

    /** The versions at which the tickets' statuses moved last. */
    public Map<Long, Long> lastMoves(List<Long> ids) {
        Map<Long, Long> versions = new HashMap<>();
        sql.list(LAST_MOVES, row -> versions.put(row.getLong("ticket_id"), row.getLong("version")), ids);
        return versions;
    }

    /** Says of moves that they count for nothing any more: they were taken back, or take one back. */
    public void undoMoves(List<Move> moves) {
        if (!moves.isEmpty()) {
            sql.update(
                    UNDO_MOVES,
                    ArrayColumns.of(moves).add("bigint", Move::ticketId).add("bigint", Move::version));
        }
    }

    /** The key of a row of {@code status_changes}. */
    public record Move(long ticketId, long version) {}
}
