package io.deskledger.api.sla.escalation;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sla.escalation.EscalationService.Step;
import io.deskledger.api.sla.policy.EscalationAction.On;
import io.deskledger.api.sla.policy.StoredJson;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.NotificationEvent;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of what users are told. */
@Singleton
class NotificationRepository {

    // To the assignee where no role is named; to nobody where the ticket has none. Of a role one row tells all.
    private static final String ADD = """
            INSERT INTO notifications (user_id, role, ticket_id, kind, rule, created_at)
            SELECT u.id, e.role, e.ticket_id, e.kind, e.rule::jsonb, e.at::timestamptz
              FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY
                   AS e (ticket_id, role, kind, rule, at, place)
              JOIN tickets t ON t.id = e.ticket_id
              LEFT JOIN users u ON u.id = t.assignee_id AND u.active AND e.role IS NULL
             WHERE num_nonnulls(u.id, e.role) = 1
             ORDER BY e.place
            RETURNING id, user_id, role, ticket_id, kind, rule, created_at
            """;

    // Who came later was not told.
    private static final String PAGE = """
            SELECT id, ticket_id, kind, rule, created_at
              FROM ((SELECT n.*
                       FROM notifications n
                      WHERE n.user_id = ? AND n.id < ?
                      ORDER BY n.id DESC
                      LIMIT ?)
                     UNION ALL
                    (SELECT n.*
                       FROM notifications n
                      WHERE n.role = (SELECT role FROM users WHERE id = ?) AND n.id < ?
                        AND n.created_at >= (SELECT created_at FROM users WHERE id = ?)
                      ORDER BY n.id DESC
                      LIMIT ?)) mine
             ORDER BY id DESC
             LIMIT ?
            """;

    private static final String REMOVE = """
            DELETE FROM notifications
             WHERE id IN (SELECT id FROM notifications WHERE created_at < ? ORDER BY created_at LIMIT ?)
            """;

    private final Sql sql;

    NotificationRepository(Sql sql) {
        this.sql = sql;
    }

    /** Stores them; answers the event of each. */
    List<ChangeEvent> add(List<Step> told, Instant now) {
        ArrayColumns<Step> columns = ArrayColumns.of(told)
                .add("bigint", Step::ticketId)
                .add("text", one -> role(one))
                .add("text", one -> one.passed().on() == On.WARNING ? "sla_warning" : "sla_breach")
                .addText(Step::rule)
                .addText(_ -> now);
        return sql.list(ADD, row -> event(row, now), columns);
    }

    /** Newest first. */
    List<Notification> page(long userId, long before, int limit) {
        return sql.list(
                PAGE,
                NotificationRepository::notification,
                userId,
                before,
                limit,
                userId,
                before,
                userId,
                limit,
                limit);
    }

    /** Removes the oldest from before that instant, so many at most; answers how many. */
    int remove(Instant before, int limit) {
        return sql.update(REMOVE, before, limit);
    }

    private static @Nullable String role(Step told) {
        return told.action().role() == null ? null : told.action().role().wire();
    }

    private static ChangeEvent event(ResultSet row, Instant now) throws SQLException {
        Notification made = notification(row);
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        String role = row.getString("role");
        if (role == null) {
            changes.put("user_id", FieldChange.of(null, row.getLong("user_id")));
        } else {
            changes.put("role", FieldChange.of(null, role));
        }
        changes.put("ticket_id", FieldChange.of(null, made.ticketId()));
        changes.put("kind", FieldChange.of(null, made.kind()));
        changes.put("rule", FieldChange.added(made.rule()));
        EventHeader header =
                new EventHeader(EventIds.next(), now, made.id(), 1, Actor.SYSTEM, EscalationService.ORIGIN);
        return new NotificationEvent.Created(header, changes);
    }

    private static Notification notification(ResultSet row) throws SQLException {
        JsonNode rule = StoredJson.read(row.getString("rule"));
        return new Notification(
                row.getLong("id"),
                row.getLong("ticket_id"),
                row.getString("kind"),
                rule,
                Rows.instant(row, "created_at"));
    }
}
