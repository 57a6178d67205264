package io.deskledger.analytics.reconcile;

/** Promises of a day counted from the raw rows: by times, where the facts go by the states that were written. */
final class SlaRawSql {

    /** Resolutions are found by the tickets' own dates, so that a clock which missed one shows. */
    static final String PROMISES = """
            clocks AS (
                SELECT s.*, t.priority AS ticket_priority, t.resolved_assignee_id AS agent
                  FROM t
                  JOIN support.reporting_ticket_sla s ON s.ticket_id = t.id AND s.target = 'resolution'
                 WHERE t.r
                 UNION ALL
                SELECT s.*, n.priority, NULL
                  FROM support.reporting_ticket_sla s
                  JOIN support.reporting_tickets n ON n.id = s.ticket_id
                 WHERE s.target <> 'resolution' AND s.stopped_at >= :start AND s.stopped_at < :end
                 UNION ALL
                SELECT s.*, n.priority, n.assignee_id
                  FROM support.reporting_ticket_sla s
                  JOIN support.reporting_tickets n ON n.id = s.ticket_id
                 WHERE s.is_open AND s.breached_at >= :start AND s.breached_at < :end
            ), promises AS (
                SELECT 'daily_sla_totals' AS tab,
                       concat_ws('/', target, policy_version_id, target_seconds, ticket_priority) AS id,
                       CASE WHEN stopped_at IS NULL THEN 'open_late'
                            WHEN stopped_at > due_at THEN 'missed' ELSE 'met' END AS figure,
                       to_jsonb(count(*)) AS value
                  FROM clocks
                 GROUP BY 1, 2, 3
                 UNION ALL
                SELECT 'daily_agent_facts', CAST(agent AS text), f.figure,
                       to_jsonb(count(*) FILTER (WHERE f.counts))
                  FROM clocks
                 CROSS JOIN LATERAL (VALUES ('sla_met', stopped_at <= due_at), ('sla_promised', true)) AS f (figure, counts)
                 WHERE target = 'resolution' AND agent IS NOT NULL
                 GROUP BY 2, 3
                 UNION ALL
                SELECT 'daily_totals', '', 'now_overdue', to_jsonb(count(DISTINCT t.id))
                  FROM t
                  JOIN support.reporting_ticket_sla s ON s.ticket_id = t.id
                 WHERE t.c AND NOT t.done AND s.target = 'resolution' AND s.stopped_at IS NULL
                   AND s.breached_at IS NOT NULL
            ),""";

    private SlaRawSql() {}
}
