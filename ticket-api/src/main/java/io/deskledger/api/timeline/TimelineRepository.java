package io.deskledger.api.timeline;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.audit.TrailForCustomers;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comments as they stand, and changes as the audit consumer publishes them. */
@Singleton
class TimelineRepository {

    /**
     * What customers see of changes: what the ticket shows them and concerns them. When staff first answered and who is
     * credited with what are the desk's own figures. A field that is not named here stays among staff.
     */
    static final List<String> FOR_CUSTOMERS = List.of(
            "ticket_number",
            "title",
            "description",
            "status",
            "priority",
            "category",
            "custom_fields",
            "tags",
            "creator_id",
            "assignee_id",
            "resolved_at",
            "closed_at",
            "deleted_at",
            "comment");

    // A new comment shows as comment; what else it did to the ticket shows as change. Customers see edits and deletions
    // of comments that they see, where these were public before and after, as in GET /tickets/{id}/audit.
    private static final String ROWS = """
            SELECT *
              FROM ((SELECT c.created_at AS at, 0 AS kind, c.id AS number, c.author_id AS actor_id, NULL AS actor_role,
                            c.content, c.is_internal, c.version, c.updated_at, NULL AS action, NULL AS data,
                            octet_length(c.content) AS bytes
                       FROM support.comments c
                      WHERE c.ticket_id = ? AND (? OR NOT c.is_internal)
                        AND (c.created_at, 0, c.id) > (?::timestamptz, ?::integer, ?::bigint)
                      ORDER BY ORDERED
                      LIMIT ?)
                     UNION ALL
                    (SELECT t.occurred_at AS at, 1 AS kind, t.version AS number, t.actor_id, t.actor_role,
                            NULL, NULL, NULL, NULL, t.action, t.data, octet_length(t.data)
                       FROM (SELECT occurred_at, version, actor_id, actor_role, action, data,
                                    CASE action WHEN 'COMMENT' THEN changes - 'comment' ELSE changes END AS changes
                               FROM (SELECT *, data::jsonb -> 'changes' AS changes FROM audit.log) e
                              WHERE ticket_id = ?
                                AND (? OR action NOT IN ('EDIT_COMMENT', 'DELETE_COMMENT')
                                       OR (coalesce(changes #>> '{comment,from,is_internal}', changes #>> '{comment,to,is_internal}') = 'false'
                                           AND coalesce(changes #>> '{comment,to,is_internal}', changes #>> '{comment,from,is_internal}') = 'false'
                                           AND %s))) t
                      WHERE (CASE WHEN ? THEN coalesce(t.changes <> '{}', t.action <> 'COMMENT')
                                  ELSE jsonb_exists_any(t.changes, ?::text[]) END)
                        AND (t.occurred_at, 1, t.version) > (?::timestamptz, ?::integer, ?::bigint)
                      ORDER BY ORDERED
                      LIMIT ?)) i
             ORDER BY ORDERED
             LIMIT ?
            """.formatted(TrailForCustomers.COMMENT_SHOWN);

    private static final String PAGE = page(ROWS, "at, kind, number");
    private static final String PAGE_DESCENDING =
            page(ROWS.replace(") > (?", ") < (?"), "at DESC, kind DESC, number DESC");

    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .readerFor(ObjectNode.class);

    private final Sql sql;

    TimelineRepository(Sql sql) {
        this.sql = sql;
    }

    private static String page(String rows, String order) {
        return """
                SELECT t.*, u.full_name,
                       CASE action WHEN 'COMMENT' THEN (data::jsonb -> 'changes') - 'comment'
                                   ELSE data::jsonb -> 'changes' END AS changes
                  FROM (%s) t
                  LEFT JOIN support.users u ON u.id = t.actor_id
                 ORDER BY %s
                """.formatted(Bytes.bounded(rows.replace("ORDERED", order), order, Bytes.PAGE), order);
    }

    /** The items of the page, and whether others follow. */
    Portion<TimelineItem> page(TimelinePage page, boolean staff) {
        TimelineKeys from = page.from();
        int rows = page.limit() + 1;
        return sql.portion(
                        page.descending() ? PAGE_DESCENDING : PAGE,
                        row -> item(row, staff),
                        page.ticketId(),
                        staff,
                        from.at(),
                        from.kind(),
                        from.number(),
                        rows,
                        page.ticketId(),
                        staff,
                        page.ticketId(),
                        staff,
                        FOR_CUSTOMERS,
                        from.at(),
                        from.kind(),
                        from.number(),
                        rows,
                        rows)
                .upTo(page.limit());
    }

    private static TimelineItem item(ResultSet row, boolean staff) throws SQLException {
        TimelineItem.Actor actor = new TimelineItem.Actor(
                Rows.longOrNull(row, "actor_id"), row.getString("actor_role"), row.getString("full_name"));
        if (row.getInt("kind") == TimelineKeys.CHANGES) {
            ObjectNode changes = json(row.getString("changes"));
            return new TimelineItem(
                    "change",
                    Rows.instant(row, "at"),
                    actor,
                    null,
                    new TimelineItem.Change(
                            row.getLong("number"),
                            row.getString("action"),
                            staff ? changes : changes.retain(FOR_CUSTOMERS)));
        }
        return new TimelineItem(
                TimelineItem.COMMENT,
                Rows.instant(row, "at"),
                actor,
                new TimelineItem.Comment(
                        row.getLong("number"),
                        row.getString("content"),
                        row.getBoolean("is_internal"),
                        row.getLong("version"),
                        Rows.instant(row, "updated_at")),
                null);
    }

    /** The changes; none where they were erased. */
    private static ObjectNode json(@Nullable String changes) {
        try {
            return changes == null ? JsonNodeFactory.instance.objectNode() : JSON.readValue(changes);
        } catch (JacksonException e) {
            throw new IllegalStateException("jsonb that is no object", e);
        }
    }
}
