package io.deskledger.analytics.day;

/** The facts of service levels on a day: parts of one statement. */
final class SlaFactSql {

    /**
     * Agent is who is credited with a resolution, or who has the ticket while it is open. A row is named where one of
     * the ticket's own dates is of the day, which every event of the ticket tells. The others are written down: a
     * response that a resolution ended which was undone since is of a day that nothing else leads to.
     */
    static final String SLA = """
            sla_rows AS MATERIALIZED (
                SELECT s.ticket_id, s.target, s.policy_version_id, s.target_seconds, t.priority,
                       t.resolved_assignee_id AS agent_id,
                       s.state = 'breached' AS late, false AS open,
                       coalesce(t.first_responded_at >= :start AND t.first_responded_at < :end, false)
                           OR coalesce(t.resolved_at >= :start AND t.resolved_at < :end, false) AS named
                  FROM support.reporting_ticket_sla s
                  JOIN support.reporting_tickets t ON t.id = s.ticket_id
                 WHERE s.stopped_at >= :start AND s.stopped_at < :end
                 UNION ALL
                SELECT s.ticket_id, s.target, s.policy_version_id, s.target_seconds, t.priority,
                       t.assignee_id, true, true, false
                  FROM support.reporting_ticket_sla s
                  JOIN support.reporting_tickets t ON t.id = s.ticket_id
                 WHERE s.is_open AND s.breached_at >= :start AND s.breached_at < :end
            ), sla_totals AS (
                SELECT target, policy_version_id, target_seconds, priority,
                       count(*) FILTER (WHERE NOT late) AS met,
                       count(*) FILTER (WHERE late AND NOT open) AS missed,
                       count(*) FILTER (WHERE open) AS open_late
                  FROM sla_rows
                 GROUP BY target, policy_version_id, target_seconds, priority
            ), sla_totals_gone AS (
                DELETE FROM analytics.daily_sla_totals f
                 WHERE f.day = :day
                   AND NOT EXISTS (SELECT FROM sla_totals c
                                    WHERE c.target = f.target AND c.policy_version_id = f.policy_version_id
                                      AND c.target_seconds = f.target_seconds AND c.priority = f.priority)
                RETURNING 1
            ), sla_totals_kept AS (
                INSERT INTO analytics.daily_sla_totals AS f
                       (day, target, policy_version_id, target_seconds, priority, met, missed, open_late)
                SELECT CAST(:day AS date), target, policy_version_id, target_seconds, priority, met, missed, open_late
                  FROM sla_totals
                    ON CONFLICT (target, day, policy_version_id, target_seconds, priority) DO UPDATE
                   SET (met, missed, open_late) = (excluded.met, excluded.missed, excluded.open_late)
                 WHERE f.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ), sla_days AS (
                SELECT DISTINCT ticket_id FROM sla_rows WHERE target = 'next_response' OR NOT named
            ), sla_days_gone AS (
                DELETE FROM analytics.sla_ticket_days f
                 WHERE f.day = :day AND NOT EXISTS (SELECT FROM sla_days c WHERE c.ticket_id = f.ticket_id)
            ), sla_days_kept AS (
                INSERT INTO analytics.sla_ticket_days (day, ticket_id)
                SELECT CAST(:day AS date), ticket_id FROM sla_days
                    ON CONFLICT DO NOTHING
            ),""";

    private SlaFactSql() {}
}
