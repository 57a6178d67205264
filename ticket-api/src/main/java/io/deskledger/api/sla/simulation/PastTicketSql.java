package io.deskledger.api.sla.simulation;

import io.deskledger.model.sla.SlaKind;
import java.time.Instant;
import java.util.List;

/**
 * Finds the tickets of which a report of the range can count a promise: whose promise ended in the range, and whoever
 * waits for it still and was there before its end.
 *
 * @param sql with parameters: whether tags are needed, the range, the promise, whether comments are needed
 * @param range the parameters that are the range
 */
record PastTicketSql(String sql, List<Instant> range) {

    private static final String UNRESOLVED = "status IN ('open', 'in_progress', 'waiting_on_customer')";

    private static final String RESOLVED_OR_OPEN = """
            SELECT id FROM tickets
             WHERE resolved_at >= ? AND resolved_at < ? AND deleted_at IS NULL
             UNION ALL
            SELECT id FROM tickets
             WHERE %s AND created_at < ? AND deleted_at IS NULL""".formatted(UNRESOLVED);

    // Who was answered, was resolved without, or waits.
    private static final String ANSWERED_OR_NOT = """
            SELECT id FROM tickets
             WHERE first_responded_at >= ? AND first_responded_at < ? AND deleted_at IS NULL
             UNION
            SELECT id FROM tickets
             WHERE resolved_at >= ? AND resolved_at < ? AND deleted_at IS NULL
               AND (first_responded_at IS NULL OR first_responded_at > resolved_at)
             UNION
            SELECT id FROM tickets
             WHERE %s AND created_at < ? AND deleted_at IS NULL AND first_responded_at IS NULL""".formatted(UNRESOLVED);

    // Questions come after a first answer, and every comment and resolution is a change of the ticket.
    private static final String TALKED_TO = """
            SELECT id FROM tickets
             WHERE first_responded_at < ? AND deleted_at IS NULL AND (updated_at >= ? OR %s)""".formatted(UNRESOLVED);

    /**
     * The statement for a promise.
     *
     * @param start the first instant of the range
     * @param end the first instant after it
     */
    static PastTicketSql of(SlaKind promise, Instant start, Instant end) {
        return switch (promise) {
            case RESOLUTION -> new PastTicketSql(tickets(RESOLVED_OR_OPEN), List.of(start, end, end));
            case FIRST_RESPONSE -> new PastTicketSql(tickets(ANSWERED_OR_NOT), List.of(start, end, start, end, end));
            case NEXT_RESPONSE -> new PastTicketSql(tickets(TALKED_TO), List.of(end, start));
        };
    }

    /** Histories are looked up ticket by ticket, so that a small range of a large desk costs little. */
    private static String tickets(String counted) {
        return """
            SELECT t.id, t.created_at, t.priority, t.status, t.category, t.resolved_at, t.first_responded_at,
                   u.company, u.account_type, v.policy_id, held.policy_version_id, r.clocks,
                   h.from_status, h.times, h.statuses, c.reply_times, c.by_staff,
                   CASE WHEN ? THEN (SELECT array_agg(g.name)
                                       FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                                      WHERE tt.ticket_id = t.id) END AS tags
              FROM (%s) counted
              JOIN tickets t USING (id)
              JOIN users u ON u.id = t.creator_id
              LEFT JOIN LATERAL (
                   SELECT json_agg(json_build_array(s.cycle, s.state, %s, %s, %s) ORDER BY s.cycle) AS clocks
                     FROM ticket_sla s
                    WHERE s.ticket_id = t.id AND s.target = ?) r ON true
              LEFT JOIN LATERAL (
                   SELECT coalesce((SELECT s.policy_version_id FROM ticket_sla s WHERE s.ticket_id = t.id LIMIT 1),
                                   (SELECT k.policy_version_id FROM ticket_sla_held k WHERE k.ticket_id = t.id))
                          AS policy_version_id) held ON true
              LEFT JOIN sla_policy_versions v ON v.id = held.policy_version_id
              LEFT JOIN LATERAL (
                   SELECT (array_agg(c.from_status ORDER BY c.version))[1] AS from_status,
                          array_agg(%s ORDER BY c.version) AS times,
                          array_agg(c.to_status ORDER BY c.version) AS statuses
                     FROM status_changes c
                    WHERE c.ticket_id = t.id AND NOT c.undone) h ON true
              LEFT JOIN LATERAL (
                   SELECT array_agg(%s ORDER BY m.created_at, m.id) AS reply_times,
                          array_agg(w.role <> 'customer' ORDER BY m.created_at, m.id) AS by_staff
                     FROM comments m JOIN users w ON w.id = m.author_id
                    WHERE ? AND m.ticket_id = t.id AND NOT m.is_internal) c ON true
            """.formatted(
                        counted,
                        micros("s.due_at"),
                        micros("s.breached_at"),
                        micros("s.stopped_at"),
                        micros("c.changed_at"),
                        micros("m.created_at"));
    }

    private static String micros(String column) {
        return "CAST(extract(epoch FROM " + column + ") * 1000000 AS bigint)";
    }
}
