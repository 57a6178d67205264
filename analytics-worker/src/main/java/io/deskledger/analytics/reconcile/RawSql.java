package io.deskledger.analytics.reconcile;

/** A day's figures counted from the raw rows in one pass over the day's tickets, beside the stored ones. */
final class RawSql {

    private static final String TICKETS = """
            WITH t AS MATERIALIZED (
                SELECT id, status, priority, coalesce(category, '') AS category, assignee_id, first_responder_id,
                       resolved_assignee_id, initial_priority,
                       created_at >= :start AND created_at < :end AS c,
                       coalesce(resolved_at >= :start AND resolved_at < :end, false) AS r,
                       coalesce(closed_at >= :start AND closed_at < :end, false) AS k,
                       coalesce(first_responded_at >= :start AND first_responded_at < :end, false) AS a,
                       status IN ('resolved', 'closed') AS done,
                       CAST((extract(epoch FROM resolved_at) - extract(epoch FROM created_at)) * 1000000 AS bigint) AS took,
                       CAST((extract(epoch FROM first_responded_at) - extract(epoch FROM created_at)) * 1000000 AS bigint)
                           AS waited
                  FROM support.reporting_tickets
                 WHERE (created_at >= :start AND created_at < :end)
                    OR (resolved_at >= :start AND resolved_at < :end)
                    OR (closed_at >= :start AND closed_at < :end)
                    OR (first_responded_at >= :start AND first_responded_at < :end)
            ), reopenings AS MATERIALIZED (
                SELECT priority, coalesce(category, '') AS category, count(*) AS reopened
                  FROM support.reporting_status_changes
                 WHERE reopened AND changed_at >= :start AND changed_at < :end
                 GROUP BY 1, 2
            ),""";

    private static final String FIGURES = """
            sum(CAST(c AS int)) AS created,
            sum(CAST(c AND initial_priority = 'urgent' AS int)) AS urgent_created,
            sum(CAST(r AS int)) AS resolved, sum(CAST(k AS int)) AS closed, sum(CAST(a AS int)) AS first_responses,
            sum(CASE WHEN r THEN took ELSE 0 END) AS resolution_micros,
            sum(CASE WHEN a THEN waited ELSE 0 END) AS first_response_micros,
            sum(CAST(c AND status = 'open' AS int)) AS now_open,
            sum(CAST(c AND status = 'in_progress' AS int)) AS now_in_progress,
            sum(CAST(c AND status = 'waiting_on_customer' AS int)) AS now_waiting_on_customer,
            sum(CAST(c AND status = 'resolved' AS int)) AS now_resolved,
            sum(CAST(c AND status = 'closed' AS int)) AS now_closed,
            sum(CAST(c AND NOT done AND assignee_id IS NULL AS int)) AS now_unassigned,
            sum(CASE WHEN c AND done THEN took ELSE 0 END) AS cohort_micros,
            sum(CASE WHEN c AND took <= 1 * 86400e6 THEN 1 ELSE 0 END) AS resolved_in_1d,
            sum(CASE WHEN c AND took <= 3 * 86400e6 THEN 1 ELSE 0 END) AS resolved_in_3d,
            sum(CASE WHEN c AND took <= 7 * 86400e6 THEN 1 ELSE 0 END) AS resolved_in_7d,
            sum(CASE WHEN c AND took <= 14 * 86400e6 THEN 1 ELSE 0 END) AS resolved_in_14d,
            sum(CASE WHEN c AND took <= 30 * 86400e6 THEN 1 ELSE 0 END) AS resolved_in_30d,
            sum(CASE WHEN c AND took <= 90 * 86400e6 THEN 1 ELSE 0 END) AS resolved_in_90d
            """;

    private static final String ACTUAL = "facts AS (SELECT priority || '/' || category AS id, " + FIGURES
            + " FROM t GROUP BY 1), splits AS (SELECT split AS id, " + FIGURES
            + " FROM t CROSS JOIN LATERAL unnest(ARRAY['priority/' || priority, 'category/' || category]) AS s (split)"
            + " GROUP BY 1), totals AS (SELECT " + FIGURES + """
            , sum(CAST(c AND priority = 'low' AS int)) AS now_low,
            sum(CAST(c AND priority = 'medium' AS int)) AS now_medium,
            sum(CAST(c AND priority = 'high' AS int)) AS now_high,
            sum(CAST(c AND priority = 'urgent' AS int)) AS now_urgent
            FROM t), agents AS (
                SELECT CAST(agent AS text) AS id, sum(assigned) AS assigned, sum(assigned_resolved) AS assigned_resolved,
                       sum(resolved) AS resolved, sum(resolution_micros) AS resolution_micros, sum(closed) AS closed,
                       sum(first_responses) AS first_responses, sum(first_response_micros) AS first_response_micros,
                       sum(comments) AS comments
                  FROM (SELECT assignee_id AS agent, 1 AS assigned, CAST(done AS int) AS assigned_resolved,
                               0 AS resolved, 0 AS resolution_micros, 0 AS closed, 0 AS first_responses,
                               0 AS first_response_micros, 0 AS comments
                          FROM t WHERE c
                         UNION ALL
                        SELECT resolved_assignee_id, 0, 0, CAST(r AS int), CASE WHEN r THEN took ELSE 0 END,
                               CAST(k AS int), 0, 0, 0
                          FROM t WHERE r OR k
                         UNION ALL
                        SELECT first_responder_id, 0, 0, 0, 0, 0, 1, waited, 0 FROM t WHERE a
                         UNION ALL
                        SELECT m.author_id, 0, 0, 0, 0, 0, 0, 0, 1
                          FROM t JOIN support.reporting_comments m ON m.ticket_id = t.id
                         WHERE t.c AND m.by_staff) credits
                 WHERE agent IS NOT NULL
                 GROUP BY agent
            ), tags AS (
                SELECT CAST(g.tag_id AS text) AS id, count(*) AS created,
                       sum(CAST(done AS int)) AS created_resolved,
                       sum(CASE WHEN done THEN took ELSE 0 END) AS cohort_micros
                  FROM t JOIN support.reporting_ticket_tags g ON g.ticket_id = t.id
                 WHERE t.c
                 GROUP BY 1
            ), lengths AS (
                SELECT 'resolution' AS metric, priority, category, resolved_assignee_id AS agent, took AS micros
                  FROM t WHERE r
                 UNION ALL
                SELECT 'first_response', priority, category, first_responder_id, waited FROM t WHERE a
            ), sketch AS (
                SELECT metric || '/' || split AS id, count(*) AS n, sum(micros) AS micros,
                       CASE WHEN micros <= 0 THEN -1 ELSE ceil(ln(CAST(micros AS double precision))
                                      / ln(CAST(1.01 / 0.99 AS double precision))) END AS bucket
                  FROM lengths
                 CROSS JOIN LATERAL unnest(ARRAY['all/', 'priority/' || priority, 'category/' || category,
                                                 'agent/' || agent]) AS s (split)
                 WHERE split IS NOT NULL
                 GROUP BY 1, 4
            ),""" + SlaRawSql.PROMISES + """
            actual AS (
                SELECT tab, id, figure, value FROM promises
                 UNION ALL
                SELECT 'daily_ticket_facts' AS tab, id, figure, value
                  FROM facts CROSS JOIN LATERAL jsonb_each(to_jsonb(facts) - 'id') AS f (figure, value)
                 UNION ALL
                SELECT 'daily_ticket_facts', priority || '/' || category, 'reopened', to_jsonb(reopened) FROM reopenings
                 UNION ALL
                SELECT 'daily_split_facts', id, figure, value
                  FROM splits CROSS JOIN LATERAL jsonb_each(to_jsonb(splits) - 'id') AS f (figure, value)
                 UNION ALL
                SELECT 'daily_split_facts', split, 'reopened', to_jsonb(sum(reopened))
                  FROM reopenings
                 CROSS JOIN LATERAL unnest(ARRAY['priority/' || priority, 'category/' || category]) AS s (split)
                 GROUP BY 2
                 UNION ALL
                SELECT 'daily_totals', '', figure, value
                  FROM totals CROSS JOIN LATERAL jsonb_each(to_jsonb(totals)) AS f (figure, value)
                 WHERE value <> 'null'
                 UNION ALL
                SELECT 'daily_totals', '', 'reopened', to_jsonb(coalesce(sum(reopened), 0)) FROM reopenings
                 UNION ALL
                SELECT 'daily_agent_facts', id, figure, value
                  FROM agents CROSS JOIN LATERAL jsonb_each(to_jsonb(agents) - 'id') AS f (figure, value)
                 UNION ALL
                SELECT 'daily_tag_facts', id, figure, value
                  FROM tags CROSS JOIN LATERAL jsonb_each(to_jsonb(tags) - 'id') AS f (figure, value)
                 UNION ALL
                SELECT 'duration_buckets', id, 'total', to_jsonb(sum(n)) FROM sketch GROUP BY id
                 UNION ALL
                SELECT 'duration_buckets', id, 'micros', to_jsonb(sum(micros)) FROM sketch GROUP BY id
                 UNION ALL
                SELECT 'duration_buckets', id, 'counts', jsonb_object_agg(bucket, n) FROM sketch GROUP BY id
                 UNION ALL
                SELECT 'duration_sketches', id, 'counts', jsonb_object_agg(bucket, n)
                  FROM sketch
                 WHERE id LIKE 'resolution/category/%' OR id LIKE '%/all/'
                 GROUP BY id
                 UNION ALL
                SELECT 'duration_sketches', substring(id FROM '^[^/]+/[^/]+'), f.figure, to_jsonb(sum(f.value))
                  FROM sketch
                 CROSS JOIN LATERAL (VALUES ('total', CAST(n AS numeric)), ('micros', micros)) AS f (figure, value)
                 WHERE id LIKE 'resolution/category/%' OR id LIKE '%/all/'
                 GROUP BY 2, 3
            ),""";

    private static final String STORED = """
            sketch_rows AS (
                SELECT metric || '/' || dimension AS id, total, micros, keys, data
                  FROM analytics.duration_sketches
                 WHERE span = 'day' AND first_day = :day
            ),""" + SketchDriftSql.UNPACKED + """
            stored AS (
                SELECT 'daily_sla_totals' AS tab,
                       concat_ws('/', target, policy_version_id, target_seconds, priority) AS id, f.key AS figure, f.value
                  FROM analytics.daily_sla_totals x
                 CROSS JOIN LATERAL jsonb_each(jsonb_build_object('met', met, 'missed', missed, 'open_late', open_late)) f
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'daily_ticket_facts' AS tab, priority || '/' || category AS id, f.key AS figure, f.value
                  FROM analytics.daily_ticket_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'day' - 'priority' - 'category') f
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'daily_split_facts', kind || '/' || value, f.figure, f.figures
                  FROM analytics.daily_split_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'day' - 'kind' - 'value') AS f (figure, figures)
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'daily_totals', '', f.key, f.value
                  FROM analytics.daily_totals x CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'day') f
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'daily_agent_facts', CAST(agent_id AS text), f.key, f.value
                  FROM analytics.daily_agent_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'day' - 'agent_id') f
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'daily_tag_facts', CAST(tag_id AS text), f.key, f.value
                  FROM analytics.daily_tag_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'day' - 'tag_id') f
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'duration_buckets', metric || '/' || dimension || '/' || value, f.figure, f.figures
                  FROM analytics.duration_buckets x
                 CROSS JOIN LATERAL (VALUES
                       ('total', to_jsonb(total)), ('micros', to_jsonb(micros)),
                       ('counts', (SELECT jsonb_object_agg(b, n) FROM unnest(x.buckets, x.counts) AS u (b, n))))
                       AS f (figure, figures)
                 WHERE x.day = :day
                 UNION ALL
                SELECT 'duration_sketches', id || '/' || key, 'counts', jsonb_object_agg(bucket, n)
                  FROM sketch_counts
                 GROUP BY 2
                 UNION ALL
                SELECT 'duration_sketches', id, f.figure, f.figures
                  FROM sketch_rows
                 CROSS JOIN LATERAL (VALUES ('total', to_jsonb(total)), ('micros', to_jsonb(micros)))
                       AS f (figure, figures)
            )
            SELECT tab AS table_name, id AS row_key, figure,
                   CAST(coalesce(s.value, '0') AS text) AS stored, CAST(coalesce(a.value, '0') AS text) AS actual
              FROM stored s FULL JOIN actual a USING (tab, id, figure)
             WHERE coalesce(s.value, '0') <> coalesce(a.value, '0')
               AND NOT EXISTS (SELECT FROM analytics.dirty_days WHERE day = :day)
             ORDER BY 1, 2, 3
            """;

    /** Every figure of a day that differs; none of a day that is to be computed again anyway. */
    static final String DRIFT = TICKETS + ACTUAL + STORED;

    private RawSql() {}
}
