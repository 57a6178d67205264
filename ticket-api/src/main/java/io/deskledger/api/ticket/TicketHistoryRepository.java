package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.api.ticket.TicketHistory.Moved;
import io.deskledger.api.ticket.TicketHistory.Said;
import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads tickets with their past: one statement a page, and so one moment. */
@Singleton
public class TicketHistoryRepository {

    private static final String TIME = "to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

    // Staff is staff: an import makes no admins.
    private static final String PERSON = """
            json_build_object('email', %1$s.email, 'full_name', %1$s.full_name,
                              'role', CASE %1$s.role WHEN 'customer' THEN 'customer' ELSE 'agent' END)""";

    private static final String SELECT = """
            SELECT %s,
                   ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                          WHERE tt.ticket_id = t.id ORDER BY g.name) AS tags,
                   k.source, k.external_id,
                   json_build_array(
                       (SELECT %s FROM users u WHERE u.id = t.creator_id),
                       (SELECT %3$s FROM users u WHERE u.id = t.assignee_id),
                       (SELECT %3$s FROM users u WHERE u.id = t.first_responder_id),
                       (SELECT %3$s FROM users u WHERE u.id = t.resolved_assignee_id)) AS people,
                   (SELECT coalesce(json_agg(json_build_array(%4$s, CASE WHEN u.id IS NULL THEN NULL ELSE %3$s END,
                                                              m.from_status, m.to_status) ORDER BY m.version), '[]')
                      FROM status_changes m LEFT JOIN users u ON u.id = m.actor_id
                     WHERE m.ticket_id = t.id AND NOT m.undone) AS moves,
                   (SELECT coalesce(json_agg(json_build_array(%5$s, %3$s,
                                                              CASE WHEN t.said_bytes <= %6$d THEN o.content END,
                                                              o.is_internal, o.id, octet_length(o.content))
                                             ORDER BY o.id), '[]')
                      FROM comments o JOIN users u ON u.id = o.author_id
                     WHERE o.ticket_id = t.id) AS comments,
                   t.more
              FROM page t
              LEFT JOIN LATERAL (SELECT source, external_id FROM import_keys
                                  WHERE ticket_id = t.id ORDER BY source, external_id LIMIT 1) k ON true
             ORDER BY t.created_at, t.id
            """.formatted(
                    TicketSql.COLUMNS,
                    PERSON.formatted("u"),
                    PERSON.formatted("u"),
                    TIME.formatted("m.changed_at"),
                    TIME.formatted("o.created_at"),
                    Bytes.PAGE);

    // What a comment takes beside its content is guessed.
    private static final String SIZED = """
            SELECT t.*, c.said_bytes,
                   octet_length(t.description) + octet_length(t.custom_fields::text) + c.said_bytes AS bytes
              FROM chosen t
             CROSS JOIN LATERAL (SELECT coalesce(sum(octet_length(content) + 200), 0) AS said_bytes
                                   FROM comments
                                  WHERE ticket_id = t.id) c
            """;

    private static final String CONTENTS = "SELECT id, content FROM comments WHERE ticket_id = ? AND id = ANY (?)";

    private final Sql sql;
    private final SearchVocabulary vocabulary;
    private final TicketClocks clocks;

    TicketHistoryRepository(Sql sql, SearchVocabulary vocabulary, TicketClocks clocks) {
        this.sql = sql;
        this.vocabulary = vocabulary;
        this.clocks = clocks;
    }

    /**
     * The next of the chosen tickets in the order of their creation, the first ones where there is none before: so many
     * or fewer. One that has too many comments is the last, and its comments are without their contents.
     */
    @Connectable
    public Portion<TicketHistory> after(@Nullable Ticket last, TicketChoice choice, int limit) {
        List<FoldedTerm> terms = vocabulary.find(choice.terms());
        TicketConditions conditions = choice.conditions(terms, clocks);
        boolean searched = !terms.isEmpty();
        String page = "SELECT t.*" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql();
        List<Object> parameters = new ArrayList<>(conditions.parameters());
        if (last != null) {
            page += " AND " + TicketSort.CREATED_AT.row(searched) + " > (?, ?)";
            parameters.add(last.times().createdAt());
            parameters.add(last.id());
        }
        parameters.add(limit + 1);
        return sql.portionPlannedAnew(
                        "WITH chosen AS MATERIALIZED (" + page + TicketSort.CREATED_AT.orderBy(false, searched)
                                + " LIMIT ?), page AS ("
                                + Bytes.bounded(SIZED, TicketSort.CREATED_AT.order(false), Bytes.PAGE) + ") "
                                + SELECT,
                        TicketHistoryRepository::history,
                        parameters.toArray())
                .upTo(limit);
    }

    /** What the comments say now, by their ids; nothing of those that are gone. */
    @Connectable
    public Map<Long, String> contents(long ticketId, List<Long> comments) {
        Map<Long, String> contents = new HashMap<>();
        sql.list(CONTENTS, row -> contents.put(row.getLong("id"), row.getString("content")), ticketId, comments);
        return contents;
    }

    private static TicketHistory history(ResultSet row) throws SQLException {
        String source = row.getString("source");
        JsonNode people = TicketSql.jsonList(row.getString("people"));
        return new TicketHistory(
                TicketSql.ticket(row),
                Rows.texts(row, "tags"),
                source == null ? null : new TicketHistory.Origin(source, row.getString("external_id")),
                new TicketHistory.People(
                        people.get(0), orNull(people.get(1)), orNull(people.get(2)), orNull(people.get(3))),
                stream(row, "moves").map(TicketHistoryRepository::moved).toList(),
                stream(row, "comments").map(TicketHistoryRepository::said).toList());
    }

    private static Stream<JsonNode> stream(ResultSet row, String column) throws SQLException {
        return StreamSupport.stream(TicketSql.jsonList(row.getString(column)).spliterator(), false);
    }

    private static Moved moved(JsonNode move) {
        return new Moved(time(move), orNull(move.get(1)), status(move.get(2)), status(move.get(3)));
    }

    private static Said said(JsonNode comment) {
        return new Said(
                comment.get(4).longValue(),
                time(comment),
                comment.get(1),
                comment.get(2).textValue(),
                comment.get(5).intValue(),
                comment.get(3).booleanValue());
    }

    private static Instant time(JsonNode list) {
        return Instant.parse(list.get(0).textValue());
    }

    private static TicketStatus status(JsonNode wire) {
        return WireName.find(TicketStatus.class, wire.textValue()).orElseThrow();
    }

    private static @Nullable JsonNode orNull(JsonNode node) {
        return node.isNull() ? null : node;
    }
}
