package io.deskledger.api.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.api.http.Cursor;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL on the view that the audit consumer publishes. */
@Singleton
final class AuditQueries {

    // Customers see nothing of service levels, and of comments and attachments that they see what was public before and
    // after. One whose data was erased no longer tells which it was, so they don't see it either.
    private static final String TRAIL =
            """
            SELECT e.event_id, e.version, e.action, e.type, e.occurred_at, e.recorded_at, e.actor_id, e.actor_role,
                   e.request_id, e.data, octet_length(e.data) AS bytes
              FROM (SELECT *, data::jsonb -> 'changes' AS changes FROM audit.log) e
             WHERE ticket_id = ?
               AND (version, recorded_at) > (?, ?)
               AND (? OR action NOT IN ('COMMENT', 'EDIT_COMMENT', 'DELETE_COMMENT', 'ATTACH', 'DETACH',
                                      'SLA_WARNING', 'SLA_BREACH', 'SLA_REEVALUATE')
                      OR (coalesce(changes #>> '{attachment,from,is_internal}', changes #>> '{attachment,to,is_internal}') = 'false'
                          AND %s)
                      OR (coalesce(changes #>> '{comment,from,is_internal}', changes #>> '{comment,to,is_internal}') = 'false'
                          AND coalesce(changes #>> '{comment,to,is_internal}', changes #>> '{comment,from,is_internal}') = 'false'
                          AND %s))
             ORDER BY version, recorded_at
             LIMIT ?
            """.formatted(TrailForCustomers.ATTACHMENT_SHOWN, TrailForCustomers.COMMENT_SHOWN);

    private static final String ASCENDING = "version, recorded_at";
    private static final String DESCENDING = "version DESC, recorded_at DESC";
    private static final String PAGE = page(TRAIL, ASCENDING);
    private static final String PAGE_DESCENDING = page(
            TRAIL.replace(") > (", ") < (").replace("ORDER BY " + ASCENDING, "ORDER BY " + DESCENDING), DESCENDING);

    private static final Cursor START = new Cursor(Instant.EPOCH, 0);
    private static final Cursor END = new Cursor(Instant.parse("9999-12-31T23:59:59Z"), Long.MAX_VALUE);

    // Exact numbers: what the trail shows is what was changed, to the last digit.
    private static final ObjectReader JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .reader();

    private final Sql sql;

    AuditQueries(Sql sql) {
        this.sql = sql;
    }

    /** JSON is read where the page is known: what the view of the trail shows would be read of rows left out too. */
    private static String page(String trail, String order) {
        return """
                SELECT *, data::jsonb #>> '{request,ip}' AS ip, data::jsonb #>> '{request,user_agent}' AS user_agent,
                       CASE WHEN ? THEN data::jsonb -> 'changes' ELSE (data::jsonb -> 'changes') - 'rule' END AS changes
                  FROM (%s) t
                 ORDER BY %s
                """.formatted(Bytes.bounded(trail, order, Bytes.PAGE), order);
    }

    /** The entries of the page, and whether others follow. */
    Portion<AuditEntry> trail(long ticketId, TrailPage page, boolean internals) {
        Cursor from = page.after() != null ? page.after() : page.descending() ? END : START;
        return sql.portion(
                        page.descending() ? PAGE_DESCENDING : PAGE,
                        AuditQueries::entry,
                        internals,
                        ticketId,
                        from.id(),
                        from.at(),
                        internals,
                        ticketId,
                        ticketId,
                        page.limit() + 1)
                .upTo(page.limit());
    }

    /** Whether there is such a ticket, deleted or not, or was one that is gone for good. */
    boolean exists(long ticketId) {
        return sql.first("""
                        SELECT 1 FROM support.tickets WHERE id = ?
                         UNION ALL
                        SELECT 1 FROM support.ticket_tombstones WHERE ticket_id = ?
                        """, row -> true, ticketId, ticketId).isPresent();
    }

    boolean isOwn(long ticketId, long userId) {
        return sql.first("""
                        SELECT 1 FROM support.tickets WHERE id = ? AND creator_id = ? AND deleted_at IS NULL
                        """, row -> true, ticketId, userId).isPresent();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getObject("event_id", UUID.class),
                row.getLong("version"),
                row.getString("action"),
                row.getString("type"),
                Rows.instant(row, "occurred_at"),
                Rows.instant(row, "recorded_at"),
                new AuditActor(Rows.longOrNull(row, "actor_id"), row.getString("actor_role")),
                row.getString("request_id"),
                row.getString("ip"),
                row.getString("user_agent"),
                json(row.getString("changes")));
    }

    /** The changes as JSON; an empty object where they were erased. */
    static JsonNode json(@Nullable String changes) {
        try {
            return changes == null ? JsonNodeFactory.instance.objectNode() : JSON.readTree(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("jsonb that is not JSON", e);
        }
    }
}
