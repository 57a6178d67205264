package io.deskledger.api.ticket;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.sql.Rows;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A ticket as a row. */
final class TicketSql {

    /** The columns that make a {@link Ticket}, of a table that is called {@code t}. */
    static final String COLUMNS = """
            t.id, t.title, t.description, t.category, t.custom_fields, t.status, t.priority, t.initial_priority,
            t.creator_id, t.assignee_id, t.first_responder_id, t.resolved_assignee_id, t.reopen_count, t.version,
            t.created_at, t.updated_at, t.first_responded_at, t.resolved_at, t.closed_at, t.deleted_at
            """;

    /** The same without what people wrote: enough for a snapshot, however many tickets there are. */
    static final String COLUMNS_WITHOUT_CONTENT = COLUMNS.replace(
            "t.title, t.description, t.category, t.custom_fields",
            "'' AS title, '' AS description, t.category, '{}' AS custom_fields");

    /**
     * The tags of the ticket {@code t}, to be read by {@link #tags}: to sort them costs the database more than to find
     * them.
     */
    static final String TAGS = """
            ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id WHERE tt.ticket_id = t.id) AS tags
            """;

    /**
     * How the clocks of the ticket {@code t} stood when it last changed, each as PostgreSQL's binary form of a row, one
     * behind the other: what {@link TicketClocks} reads. To write and to read them as JSON took several times as long.
     * Backwards, because the key gives that order without sorting.
     */
    static final String CLOCKS = """
            (SELECT string_agg(k.clock, '')
               FROM (SELECT DISTINCT ON (target)
                            record_send(ROW(target, policy_version_id, target_seconds, state, is_open, due_at, warn_at,
                                            stopped_at, counted_from)) AS clock
                       FROM ticket_sla
                      WHERE ticket_id = t.id
                      ORDER BY target DESC, cycle DESC) k) AS clocks
            """;

    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readerFor(ObjectNode.class);

    private static final ObjectReader LIST = new ObjectMapper().readerFor(ArrayNode.class);

    private TicketSql() {}

    static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                row.getLong("id"),
                new TicketContent(
                        row.getString("title"),
                        row.getString("description"),
                        row.getString("category"),
                        json(row.getString("custom_fields"))),
                Rows.constant(row, "status", TicketStatus.class),
                Rows.constant(row, "priority", TicketPriority.class),
                Rows.constant(row, "initial_priority", TicketPriority.class),
                new TicketPeople(
                        row.getLong("creator_id"),
                        Rows.longOrNull(row, "assignee_id"),
                        Rows.longOrNull(row, "first_responder_id"),
                        Rows.longOrNull(row, "resolved_assignee_id")),
                times(row),
                row.getInt("reopen_count"),
                row.getLong("version"));
    }

    /** The names of {@link #TAGS}, in their order. */
    static List<String> tags(ResultSet row) throws SQLException {
        return Rows.texts(row, "tags").stream().sorted().toList();
    }

    private static TicketTimes times(ResultSet row) throws SQLException {
        return new TicketTimes(
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.instantOrNull(row, "first_responded_at"),
                Rows.instantOrNull(row, "resolved_at"),
                Rows.instantOrNull(row, "closed_at"),
                Rows.instantOrNull(row, "deleted_at"));
    }

    /** A list that PostgreSQL has written as JSON. */
    static JsonNode jsonList(String text) {
        try {
            return LIST.readValue(text);
        } catch (JacksonException e) {
            throw new IllegalStateException("the database answered what is no JSON", e);
        }
    }

    private static ObjectNode json(String text) {
        try {
            return JSON.readValue(text);
        } catch (JacksonException e) {
            throw new IllegalStateException("custom_fields holds what is no JSON object", e);
        }
    }
}
