package io.deskledger.api.audit;

import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pages of the log, from the view that the audit consumer publishes. */
@Singleton
final class LogQueries {

    private static final String COLUMNS = """
            event_id, chain, seq, entity, entity_id, ticket_id, version, action, type, occurred_at, recorded_at,
            actor_id, actor_role, request_id""";
    private static final String CHANGES = "data::jsonb -> 'changes' AS changes";
    private static final String CLIENTS =
            "data::jsonb #>> '{request,ip}' AS ip, data::jsonb #>> '{request,user_agent}' AS user_agent";
    private static final String NO_CLIENTS = "NULL AS ip, NULL AS user_agent";

    private final Sql sql;

    LogQueries(Sql sql) {
        this.sql = sql;
    }

    /** The next entries after that place, or the first ones: so many or fewer. */
    Portion<LogEntry> page(LogFilter filter, boolean descending, @Nullable LogCursor after, int limit) {
        Statement statement = statement(filter, descending, after, limit + 1);
        return sql.portion(
                        statement.text(),
                        LogQueries::entry,
                        statement.parameters().toArray())
                .upTo(limit);
    }

    /** The entry there, if the filter lets it through. */
    Optional<LogEntry> find(EventPlace place, LogFilter filter) {
        Conditions where = new Conditions();
        where.add("event_id = ?", place.eventId());
        where.add("recorded_at = ?", place.recordedAt());
        where.entity(filter);
        return sql.first(
                "SELECT %s, %s, %s FROM audit.log WHERE %s".formatted(COLUMNS, clients(filter), CHANGES, where.text()),
                LogQueries::entry,
                where.parameters.toArray());
    }

    /** The statement of a page: only what is asked for stands in it, so that each filter has a plan of its own. */
    static Statement statement(LogFilter filter, boolean descending, @Nullable LogCursor after, int limit) {
        Conditions where = new Conditions();
        where.entity(filter);
        where.add("actor_id = ?", filter.actorId());
        if (filter.action() != null) {
            // Not as a parameter: a plan for any action would walk past all others where this one is rare.
            where.add("action = '" + filter.action().name() + "'");
        }
        where.add("recorded_at >= ?", filter.from());
        where.add("recorded_at < ?", filter.to());
        if (after != null) {
            // Said twice: months are left out by the first, places by the second.
            where.add(descending ? "recorded_at <= ?" : "recorded_at >= ?", after.recordedAt());
            where.add(
                    "(recorded_at, event_id) " + (descending ? "<" : ">") + " (?, ?)",
                    after.recordedAt(),
                    after.eventId());
        }
        String order = descending ? "recorded_at DESC, event_id DESC" : "recorded_at, event_id";
        String rows = """
                SELECT %s, data, octet_length(data) AS bytes
                  FROM audit.log
                 WHERE %s
                 ORDER BY %s
                 LIMIT %d
                """.formatted(COLUMNS, where.text(), order, limit);
        // JSON is read of what the page holds, and not of what it leaves out.
        String text = """
                SELECT *, %s, %s
                  FROM (%s) t
                 ORDER BY %s
                """.formatted(clients(filter), CHANGES, Bytes.bounded(rows, order, Bytes.PAGE), order);
        return new Statement(text, List.copyOf(where.parameters));
    }

    private static String clients(LogFilter filter) {
        return filter.clients() ? CLIENTS : NO_CLIENTS;
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(
                row.getObject("event_id", UUID.class),
                row.getInt("chain"),
                row.getLong("seq"),
                row.getString("entity"),
                row.getLong("entity_id"),
                Rows.longOrNull(row, "ticket_id"),
                row.getLong("version"),
                row.getString("action"),
                row.getString("type"),
                Rows.instant(row, "occurred_at"),
                Rows.instant(row, "recorded_at"),
                new AuditActor(Rows.longOrNull(row, "actor_id"), row.getString("actor_role")),
                row.getString("request_id"),
                row.getString("ip"),
                row.getString("user_agent"),
                AuditQueries.json(row.getString("changes")));
    }

    /** SQL with its parameters. */
    record Statement(String text, List<Object> parameters) {}

    private static final class Conditions {
        private final List<String> texts = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        /** Leaves the condition out where it has no value. */
        void add(String condition, @Nullable Object value) {
            if (value != null) {
                texts.add(condition);
                parameters.add(value);
            }
        }

        void add(String condition, Object first, Object second) {
            texts.add(condition);
            parameters.add(first);
            parameters.add(second);
        }

        void add(String condition) {
            texts.add(condition);
        }

        void entity(LogFilter filter) {
            add("entity = ?", filter.entity());
            add("entity_id = ?", filter.entityId());
            if (filter.entity() != null && filter.entityId() == null) {
                add(LogFilter.TICKETS.equals(filter.entity()) ? "ticket_id IS NOT NULL" : "ticket_id IS NULL");
            }
        }

        String text() {
            return texts.isEmpty() ? "true" : String.join(" AND ", texts);
        }
    }
}
