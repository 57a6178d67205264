package io.deskledger.api.sla.sweep;

import io.deskledger.api.sla.escalation.TargetPassed;
import io.deskledger.api.sla.policy.EscalationAction.On;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaKind;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and marks clocks that have something to tell. */
@Singleton
class SweepRepository {

    // The ticket is locked, not the clock: whoever changes a clock holds its ticket. One that is held comes next time.
    private static final String LOCK = """
            SELECT DISTINCT id
              FROM (SELECT t.id
                      FROM ticket_sla s
                      JOIN tickets t ON t.id = s.ticket_id
                     WHERE s.next_at < ?
                     ORDER BY s.next_at
                     LIMIT ?
                       FOR NO KEY UPDATE OF t SKIP LOCKED) due
             ORDER BY id
            """;

    private static final String DUE = """
            SELECT DISTINCT ticket_id AS id
              FROM (SELECT ticket_id FROM ticket_sla WHERE next_at < ? ORDER BY next_at LIMIT ?) due
             ORDER BY id
            """;

    private static final String LOCK_ONE = """
            SELECT t.id
              FROM tickets t
             WHERE t.id = ? AND EXISTS (SELECT FROM ticket_sla s WHERE s.ticket_id = t.id AND s.next_at < ?)
               FOR NO KEY UPDATE SKIP LOCKED
            """;

    // A statement of its own, so that it sees what those did who held the tickets before.
    private static final String MARK = """
            UPDATE ticket_sla
               SET state = CASE WHEN due_at < ? THEN 'breached' ELSE state END,
                   breached_at = CASE WHEN due_at < ? THEN due_at END,
                   warned_at = CASE WHEN due_at < ? THEN warned_at ELSE warn_at END,
                   next_at = CASE WHEN due_at < ? THEN NULL ELSE due_at END
             WHERE ticket_id = ANY (?) AND next_at < ?
            RETURNING ticket_id, target, cycle, policy_version_id, target_seconds, due_at, warn_at, breached_at
            """;

    private static final String OLDEST_DUE = """
            SELECT next_at FROM ticket_sla WHERE next_at < ? ORDER BY next_at LIMIT 1
            """;

    private static final String BUMP = """
            UPDATE tickets t
               SET version = e.version
              FROM unnest(?::bigint[], ?::bigint[]) AS e (id, version)
             WHERE t.id = e.id
            """;

    private final Sql sql;

    SweepRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * Tickets with clocks that have something to tell, locked; so many clocks at most, those that wait longest first.
     */
    List<Long> lock(Instant now, int limit) {
        return sql.list(LOCK, row -> row.getLong("id"), now, limit);
    }

    /** The same tickets, not locked. */
    List<Long> due(Instant now, int limit) {
        return sql.list(DUE, row -> row.getLong("id"), now, limit);
    }

    /** The ticket, locked, where nobody holds it and it still has something to tell. */
    List<Long> lockOne(long ticketId, Instant now) {
        return sql.list(LOCK_ONE, row -> row.getLong("id"), ticketId, now);
    }

    /** Lets the others go first: the ticket is looked at again at that instant. */
    void postpone(long ticketId, Instant now, Instant until) {
        sql.update("UPDATE ticket_sla SET next_at = ? WHERE ticket_id = ? AND next_at < ?", until, ticketId, now);
    }

    /** Marks what the clocks of these tickets have to tell as told. */
    List<TargetPassed> mark(List<Long> tickets, Instant now) {
        return sql.list(MARK, SweepRepository::passed, now, now, now, now, tickets, now);
    }

    /** Since when the clock that waits longest has had something to tell. */
    @Connectable
    Optional<Instant> oldestDue(Instant now) {
        return sql.list(OLDEST_DUE, row -> Rows.instant(row, "next_at"), now).stream()
                .findFirst();
    }

    /** Gives tickets their new versions. */
    void bump(Map<Long, Long> versions) {
        sql.update(
                BUMP,
                ArrayColumns.of(List.copyOf(versions.entrySet()))
                        .add("bigint", Map.Entry::getKey)
                        .add("bigint", Map.Entry::getValue));
    }

    private static TargetPassed passed(ResultSet row) throws SQLException {
        Instant breachedAt = Rows.instantOrNull(row, "breached_at");
        return new TargetPassed(
                row.getLong("ticket_id"),
                breachedAt == null ? On.WARNING : On.BREACH,
                Rows.constant(row, "target", SlaKind.class),
                row.getInt("cycle"),
                row.getLong("policy_version_id"),
                row.getLong("target_seconds"),
                breachedAt == null ? Rows.instant(row, "warn_at") : breachedAt,
                Rows.instantOrNull(row, "due_at"));
    }
}
