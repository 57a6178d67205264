package io.deskledger.api.sla.policy;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of calendars. */
@Singleton
class CalendarRepository {

    private static final String COLUMNS =
            "id, name, zone, hours, holidays, stop_while_waiting, version, created_at, updated_at";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM sla_calendars";

    private static final String INSERT = """
            INSERT INTO sla_calendars (name, zone, hours, holidays, stop_while_waiting, created_at, updated_at)
            VALUES (?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
            RETURNING\s""" + COLUMNS;

    private static final String UPDATE = """
            UPDATE sla_calendars
               SET name = ?, zone = ?, hours = ?::jsonb, holidays = ?::jsonb, stop_while_waiting = ?, version = ?,
                   updated_at = ?
             WHERE id = ?
            """;

    private final Sql sql;

    CalendarRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<SlaCalendar> find(long id) {
        return sql.first(SELECT + " WHERE id = ?", CalendarRepository::calendar, id);
    }

    List<SlaCalendar> all() {
        return sql.list(SELECT + " ORDER BY id", CalendarRepository::calendar);
    }

    Optional<Long> named(String name) {
        return sql.first("SELECT id FROM sla_calendars WHERE lower(name) = lower(?)", row -> row.getLong("id"), name);
    }

    SlaCalendar insert(CalendarContent content, Instant at) {
        return sql.first(
                        INSERT,
                        CalendarRepository::calendar,
                        content.name(),
                        content.zone(),
                        content.hours(),
                        content.holidays(),
                        content.stopWhileWaiting(),
                        at,
                        at)
                .orElseThrow();
    }

    void update(SlaCalendar calendar) {
        sql.update(
                UPDATE,
                calendar.name(),
                calendar.zone(),
                calendar.hours(),
                calendar.holidays(),
                calendar.stopWhileWaiting(),
                calendar.version(),
                calendar.updatedAt(),
                calendar.id());
    }

    void delete(long id) {
        sql.update("DELETE FROM sla_calendars WHERE id = ?", id);
    }

    private static SlaCalendar calendar(ResultSet row) throws SQLException {
        return new SlaCalendar(
                row.getLong("id"),
                row.getString("name"),
                row.getString("zone"),
                StoredJson.read(row.getString("hours")),
                StoredJson.read(row.getString("holidays")),
                row.getBoolean("stop_while_waiting"),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
