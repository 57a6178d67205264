package io.deskledger.api.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.bulk.BulkService.BulkStep;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.model.event.FieldChange;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What bulk changes did, kept so that they can be undone. */
@Singleton
class BulkRecords {

    private static final String INSERT = """
            INSERT INTO bulk_changes (id, action, request_id, changed, made_by, made_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_TICKETS = """
            INSERT INTO bulk_change_tickets (ticket_id, bulk_id, version, changes)
            SELECT *
              FROM unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::jsonb[])
            """;

    private static final String LOCK = """
            SELECT id, action, made_by, made_at, undone_at
              FROM bulk_changes
             WHERE id = ?
               FOR UPDATE
            """;

    private static final String TICKETS = """
            SELECT ticket_id, version, changes
              FROM bulk_change_tickets
             WHERE bulk_id = ? AND ticket_id = ANY (?)
            """;

    private static final String TAG_NAMES = """
            SELECT DISTINCT name
              FROM bulk_change_tickets,
                   jsonb_array_elements_text(changes #> '{tags,from}' || (changes #> '{tags,to}')) AS name
             WHERE bulk_id = ? AND jsonb_exists(changes, 'tags')
            """;

    private static final String FORGET = """
            WITH old AS (
                SELECT id
                  FROM bulk_changes
                 WHERE made_at < ?
                 ORDER BY made_at
                 LIMIT 1
                   FOR UPDATE SKIP LOCKED),
            rows AS (
                DELETE FROM bulk_change_tickets
                 WHERE bulk_id IN (SELECT id FROM old))
            DELETE FROM bulk_changes
             WHERE id IN (SELECT id FROM old)
            """;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final ObjectReader CHANGES = JSON.readerFor(new TypeReference<Map<String, ObjectNode>>() {});

    private final Sql sql;

    BulkRecords(Sql sql) {
        this.sql = sql;
    }

    void add(BulkStep step, String action, int changed) {
        sql.update(
                INSERT,
                step.id(),
                action,
                step.caller().origin().requestId(),
                changed,
                step.caller().id(),
                step.now());
    }

    /** What became of tickets. */
    void add(BulkStep step, List<TicketChange> changes) {
        if (!changes.isEmpty()) {
            sql.update(INSERT_TICKETS, columns(step, changes).addText(change -> json(change.changes())));
        }
    }

    /** That tickets came into being; undoing that needs no values. */
    void addCreated(BulkStep step, List<TicketChange> changes) {
        sql.update(INSERT_TICKETS, columns(step, changes).addText(change -> "{}"));
    }

    /** The bulk change, locked until the transaction ends. */
    Optional<Bulk> lock(UUID id) {
        return sql.first(LOCK, BulkRecords::bulk, id);
    }

    /** The tickets that it changed and that are still there. */
    List<Long> ticketIds(UUID id) {
        return sql.list(
                "SELECT ticket_id FROM bulk_change_tickets WHERE bulk_id = ?", row -> row.getLong("ticket_id"), id);
    }

    /** The names of all tags that it added or removed. */
    List<String> tagNames(UUID id) {
        return sql.list(TAG_NAMES, row -> row.getString("name"), id);
    }

    /** What it did to those of the tickets. */
    Map<Long, Done> done(UUID id, List<Long> ticketIds) {
        Map<Long, Done> done = new LinkedHashMap<>();
        sql.list(
                TICKETS,
                row -> done.put(
                        row.getLong("ticket_id"), new Done(row.getLong("version"), changes(row.getString("changes")))),
                id,
                ticketIds);
        return done;
    }

    void undone(UUID id, Instant at) {
        sql.update("UPDATE bulk_changes SET undone_at = ? WHERE id = ?", at, id);
    }

    /** Forgets the oldest bulk change that was made before that time; answers whether there was one. */
    boolean forgetOne(Instant before) {
        return sql.update(FORGET, before) > 0;
    }

    private static ArrayColumns<TicketChange> columns(BulkStep step, List<TicketChange> changes) {
        return ArrayColumns.of(changes)
                .add("bigint", change -> change.after().id())
                .addText(change -> step.id())
                .add("bigint", change -> change.after().version());
    }

    private static Bulk bulk(ResultSet row) throws SQLException {
        return new Bulk(
                row.getObject("id", UUID.class),
                row.getString("action"),
                row.getLong("made_by"),
                Rows.instant(row, "made_at"),
                Rows.instantOrNull(row, "undone_at"));
    }

    private static ObjectNode json(Map<String, FieldChange> changes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        changes.forEach((field, change) ->
                json.putObject(field).<ObjectNode>set("from", change.from()).set("to", change.to()));
        return json;
    }

    private static Map<String, FieldChange> changes(String text) {
        try {
            Map<String, ObjectNode> fields = CHANGES.readValue(text);
            Map<String, FieldChange> changes = new LinkedHashMap<>();
            fields.forEach(
                    (field, change) -> changes.put(field, new FieldChange(change.get("from"), change.get("to"))));
            return changes;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb that is not JSON", e);
        }
    }

    /** A bulk change that was made. */
    record Bulk(
            UUID id,
            String action,
            long madeBy,
            Instant madeAt,
            @Nullable Instant undoneAt) {}

    /** What it did to one ticket, and which version that made. */
    record Done(long version, Map<String, FieldChange> changes) {}
}
