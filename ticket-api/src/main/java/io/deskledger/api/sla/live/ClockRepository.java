package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.TicketFacts.Told;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The table of clocks. */
@Singleton
class ClockRepository {

    private static final String INSERT = """
            INSERT INTO ticket_sla AS s
                   (ticket_id, target, cycle, policy_version_id, target_seconds, state, is_open, started_at, counted_from,
                    due_at, warn_at, next_at, warned_at, breached_at, stopped_at)
            SELECT *
              FROM unnest(?::bigint[], ?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[],
                          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                          ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
            """;

    // A clock that goes on as foreseen is left as it is.
    private static final String SAVE = INSERT + """
            ON CONFLICT (ticket_id, target, cycle) DO UPDATE
               SET policy_version_id = excluded.policy_version_id, target_seconds = excluded.target_seconds,
                   state = excluded.state, is_open = excluded.is_open, started_at = excluded.started_at,
                   counted_from = excluded.counted_from, due_at = excluded.due_at, warn_at = excluded.warn_at,
                   next_at = excluded.next_at, warned_at = excluded.warned_at, breached_at = excluded.breached_at,
                   stopped_at = excluded.stopped_at
             WHERE (s.policy_version_id, s.target_seconds, s.state, s.is_open, s.started_at, s.due_at, s.warn_at, s.next_at,
                    s.warned_at, s.breached_at, s.stopped_at)
                   IS DISTINCT FROM
                   (excluded.policy_version_id, excluded.target_seconds, excluded.state, excluded.is_open,
                    excluded.started_at, excluded.due_at, excluded.warn_at, excluded.next_at, excluded.warned_at,
                    excluded.breached_at, excluded.stopped_at)
            """;

    private static final String FORGET = """
            DELETE FROM ticket_sla s
             USING unnest(?::bigint[], ?::text[], ?::integer[]) AS e (ticket_id, target, cycle)
             WHERE s.ticket_id = e.ticket_id AND s.target = e.target AND s.cycle = e.cycle
            """;

    private static final String HOLD = """
            INSERT INTO ticket_sla_held (ticket_id, policy_version_id)
            SELECT * FROM unnest(?::bigint[], ?::bigint[])
            ON CONFLICT (ticket_id) DO UPDATE SET policy_version_id = excluded.policy_version_id
            """;

    private final Sql sql;

    ClockRepository(Sql sql) {
        this.sql = sql;
    }

    /** Of tickets that have none yet. */
    void insert(List<ClockRow> rows) {
        if (!rows.isEmpty()) {
            sql.update(INSERT, columns(rows));
        }
    }

    void save(List<ClockRow> rows) {
        if (!rows.isEmpty()) {
            sql.update(SAVE, columns(rows));
        }
    }

    private static ArrayColumns<ClockRow> columns(List<ClockRow> rows) {
        return ArrayColumns.of(rows)
                .add("bigint", ClockRow::ticketId)
                .add("text", row -> row.kind().wire())
                .add("integer", ClockRow::cycle)
                .add("bigint", ClockRow::versionId)
                .add("bigint", ClockRow::targetSeconds)
                .add("text", row -> row.state().wire())
                .add("boolean", ClockRow::open)
                .addText(ClockRow::startedAt)
                .addText(ClockRow::countedFrom)
                .addText(row -> row.times().dueAt())
                .addText(row -> row.times().warnAt())
                .addText(row -> row.times().nextAt())
                .addText(row -> row.times().warnedAt())
                .addText(row -> row.times().breachedAt())
                .addText(ClockRow::stoppedAt);
    }

    /** Removes clocks that nothing is promised of any more. */
    void forget(List<Gone> gone) {
        if (!gone.isEmpty()) {
            sql.update(
                    FORGET,
                    ArrayColumns.of(gone)
                            .add("bigint", Gone::ticketId)
                            .add("text", one -> one.told().kind().wire())
                            .add("integer", one -> one.told().cycle()));
        }
    }

    /** Remembers what tickets without a clock are held to. */
    void hold(Map<Long, Long> versions) {
        if (!versions.isEmpty()) {
            sql.update(
                    HOLD,
                    ArrayColumns.of(List.copyOf(versions.entrySet()))
                            .add("bigint", Map.Entry::getKey)
                            .add("bigint", Map.Entry::getValue));
        }
    }

    /** These have clocks now, which say it. */
    void release(List<Long> tickets) {
        if (!tickets.isEmpty()) {
            sql.update("DELETE FROM ticket_sla_held WHERE ticket_id = ANY (?)", tickets);
        }
    }

    /** A clock that was. */
    record Gone(long ticketId, Told told) {}
}
