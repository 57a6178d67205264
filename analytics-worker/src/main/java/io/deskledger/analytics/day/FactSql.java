package io.deskledger.analytics.day;

/** What happened on a day, and the facts of tickets made of it: parts of one statement. */
final class FactSql {

    /** Each thing that the dictionary dates within the day, with what it is split by. */
    static final String HAPPENED = """
            WITH happened AS MATERIALIZED (
                SELECT 'created' AS figure, id AS ticket_id, status, priority, coalesce(category, '') AS category,
                       assignee_id AS agent_id, initial_priority = 'urgent' AS urgent,
                       CAST(extract(epoch FROM resolved_at - created_at) * 1000000 AS bigint) AS micros
                  FROM support.reporting_tickets WHERE created_at >= :start AND created_at < :end
                 UNION ALL
                SELECT 'resolved', id, status, priority, coalesce(category, ''), resolved_assignee_id, false,
                       CAST(extract(epoch FROM resolved_at - created_at) * 1000000 AS bigint)
                  FROM support.reporting_tickets WHERE resolved_at >= :start AND resolved_at < :end
                 UNION ALL
                SELECT 'closed', id, status, priority, coalesce(category, ''), resolved_assignee_id, false, NULL
                  FROM support.reporting_tickets WHERE closed_at >= :start AND closed_at < :end
                 UNION ALL
                SELECT 'answered', id, status, priority, coalesce(category, ''), first_responder_id, false,
                       CAST(extract(epoch FROM first_responded_at - created_at) * 1000000 AS bigint)
                  FROM support.reporting_tickets WHERE first_responded_at >= :start AND first_responded_at < :end
                 UNION ALL
                SELECT 'reopened', ticket_id, NULL, priority, coalesce(category, ''), NULL, false, NULL
                  FROM support.reporting_status_changes
                 WHERE reopened AND changed_at >= :start AND changed_at < :end
            ), ticket_facts AS MATERIALIZED (
                SELECT priority, category,
                       count(*) FILTER (WHERE figure = 'created') AS created,
                       count(*) FILTER (WHERE figure = 'created' AND urgent) AS urgent_created,
                       count(*) FILTER (WHERE figure = 'resolved') AS resolved,
                       count(*) FILTER (WHERE figure = 'closed') AS closed,
                       count(*) FILTER (WHERE figure = 'reopened') AS reopened,
                       count(*) FILTER (WHERE figure = 'answered') AS first_responses,
                       coalesce(sum(micros) FILTER (WHERE figure = 'resolved'), 0) AS resolution_micros,
                       coalesce(sum(micros) FILTER (WHERE figure = 'answered'), 0) AS first_response_micros,
                       count(*) FILTER (WHERE figure = 'created' AND status = 'open') AS now_open,
                       count(*) FILTER (WHERE figure = 'created' AND status = 'in_progress') AS now_in_progress,
                       count(*) FILTER (WHERE figure = 'created' AND status = 'waiting_on_customer')
                           AS now_waiting_on_customer,
                       count(*) FILTER (WHERE figure = 'created' AND status = 'resolved') AS now_resolved,
                       count(*) FILTER (WHERE figure = 'created' AND status = 'closed') AS now_closed,
                       count(*) FILTER (WHERE figure = 'created' AND micros IS NULL AND agent_id IS NULL)
                           AS now_unassigned,
                       coalesce(sum(micros) FILTER (WHERE figure = 'created'), 0) AS cohort_micros,
                       count(*) FILTER (WHERE figure = 'created' AND micros <= 86400000000) AS resolved_in_1d,
                       count(*) FILTER (WHERE figure = 'created' AND micros <= 3 * 86400000000) AS resolved_in_3d,
                       count(*) FILTER (WHERE figure = 'created' AND micros <= 7 * 86400000000) AS resolved_in_7d,
                       count(*) FILTER (WHERE figure = 'created' AND micros <= 14 * 86400000000) AS resolved_in_14d,
                       count(*) FILTER (WHERE figure = 'created' AND micros <= 30 * 86400000000) AS resolved_in_30d,
                       count(*) FILTER (WHERE figure = 'created' AND micros <= 90 * 86400000000) AS resolved_in_90d
                  FROM happened
                 GROUP BY priority, category
            ),""";

    static final String FIGURES = """
            created, urgent_created, resolved, closed, reopened, first_responses, resolution_micros,
            first_response_micros, now_open, now_in_progress, now_waiting_on_customer, now_resolved, now_closed,
            now_unassigned, cohort_micros, resolved_in_1d, resolved_in_3d, resolved_in_7d, resolved_in_14d,
            resolved_in_30d, resolved_in_90d""";

    static final String EXCLUDED = """
            excluded.created, excluded.urgent_created, excluded.resolved, excluded.closed, excluded.reopened,
            excluded.first_responses, excluded.resolution_micros, excluded.first_response_micros, excluded.now_open,
            excluded.now_in_progress, excluded.now_waiting_on_customer, excluded.now_resolved, excluded.now_closed,
            excluded.now_unassigned, excluded.cohort_micros, excluded.resolved_in_1d, excluded.resolved_in_3d,
            excluded.resolved_in_7d, excluded.resolved_in_14d, excluded.resolved_in_30d, excluded.resolved_in_90d""";

    static final String SUMS = """
            sum(created), sum(urgent_created), sum(resolved), sum(closed), sum(reopened), sum(first_responses),
            sum(resolution_micros), sum(first_response_micros), sum(now_open), sum(now_in_progress),
            sum(now_waiting_on_customer), sum(now_resolved), sum(now_closed), sum(now_unassigned), sum(cohort_micros),
            sum(resolved_in_1d), sum(resolved_in_3d), sum(resolved_in_7d), sum(resolved_in_14d), sum(resolved_in_30d),
            sum(resolved_in_90d)""";

    static final String TICKETS = "ticket_facts_gone AS ("
            + "DELETE FROM analytics.daily_ticket_facts f WHERE f.day = :day AND NOT EXISTS "
            + "(SELECT FROM ticket_facts c WHERE c.priority = f.priority AND c.category = f.category) RETURNING 1"
            + "), ticket_facts_kept AS (INSERT INTO analytics.daily_ticket_facts AS f (day, priority, category, "
            + FIGURES + ") SELECT CAST(:day AS date), priority, category, " + FIGURES
            + " FROM ticket_facts ON CONFLICT (day, priority, category) DO UPDATE SET (" + FIGURES + ") = (" + EXCLUDED
            + ") WHERE f.* IS DISTINCT FROM excluded.* RETURNING 1), ";

    /**
     * A clock is looked up for each of the day's open tickets (OFFSET 0 keeps it so), however many are open in total.
     */
    private static final String OVERDUE = """
            overdue AS (
                SELECT count(*) AS count
                  FROM happened h
                 CROSS JOIN LATERAL (SELECT FROM support.reporting_ticket_sla s
                                      WHERE s.ticket_id = h.ticket_id AND s.target = 'resolution' AND s.is_open
                                        AND s.breached_at IS NOT NULL OFFSET 0) late
                 WHERE h.figure = 'created' AND h.micros IS NULL
            ),""";

    /** No row where nothing happened at all. */
    static final String TOTALS = OVERDUE + "totals_gone AS ("
            + "DELETE FROM analytics.daily_totals WHERE day = :day AND NOT EXISTS (SELECT FROM ticket_facts) "
            + "RETURNING 1), totals_kept AS (INSERT INTO analytics.daily_totals AS t (day, " + FIGURES
            + ", now_low, now_medium, now_high, now_urgent, now_overdue) SELECT CAST(:day AS date), " + SUMS
            + ", coalesce(sum(created) FILTER (WHERE priority = 'low'), 0)"
            + ", coalesce(sum(created) FILTER (WHERE priority = 'medium'), 0)"
            + ", coalesce(sum(created) FILTER (WHERE priority = 'high'), 0)"
            + ", coalesce(sum(created) FILTER (WHERE priority = 'urgent'), 0), (SELECT count FROM overdue)"
            + " FROM ticket_facts HAVING count(*) > 0 ON CONFLICT (day) DO UPDATE SET (" + FIGURES
            + ", now_low, now_medium, now_high, now_urgent, now_overdue) = (" + EXCLUDED
            + ", excluded.now_low, excluded.now_medium, excluded.now_high, excluded.now_urgent, excluded.now_overdue)"
            + " WHERE t.* IS DISTINCT FROM excluded.* RETURNING 1), ";

    /** By one thing at a time. */
    static final String SPLITS = "split_facts (kind, value, " + FIGURES + ") AS (SELECT kind, value, " + SUMS
            + " FROM ticket_facts CROSS JOIN LATERAL (VALUES ('priority', priority), ('category', category))"
            + " AS split (kind, value) GROUP BY kind, value), splits_gone AS ("
            + "DELETE FROM analytics.daily_split_facts f WHERE f.day = :day AND NOT EXISTS "
            + "(SELECT FROM split_facts c WHERE c.kind = f.kind AND c.value = f.value) RETURNING 1"
            + "), splits_kept AS (INSERT INTO analytics.daily_split_facts AS f (day, kind, value, " + FIGURES
            + ") SELECT CAST(:day AS date), kind, value, " + FIGURES
            + " FROM split_facts ON CONFLICT (kind, value, day) DO UPDATE SET (" + FIGURES + ") = (" + EXCLUDED
            + ") WHERE f.* IS DISTINCT FROM excluded.* RETURNING 1), ";

    private FactSql() {}
}
