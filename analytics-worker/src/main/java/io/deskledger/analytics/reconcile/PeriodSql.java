package io.deskledger.analytics.reconcile;

/**
 * The tables of the periods that end with a day, beside the days' facts, counted by other SQL than the one that made
 * them.
 */
final class PeriodSql {

    private static final String CURRENT = """
            WITH p AS MATERIALIZED (
                SELECT period, last_day, first_day, previous_day, min_sample
                  FROM analytics.periods x
                 WHERE last_day = :day
                   AND ranking_digest = (SELECT coalesce(sum(d.ranking_digest), 0) FROM analytics.computed_days d
                                          WHERE d.day BETWEEN x.previous_day AND x.last_day)
                   AND cohort_digest = (SELECT coalesce(sum(d.cohort_digest), 0) FROM analytics.computed_days d
                                         WHERE d.day BETWEEN x.first_day AND x.last_day)
            ),""";

    /** A place is one after those that are better; thirty decimals tell any two means of a period apart. */
    private static final String RANKS = """
            work AS (
                SELECT p.period, p.min_sample, f.day >= p.first_day AS now, f.agent_id, sum(f.resolved) AS resolved,
                       sum(f.resolution_micros) AS took, sum(f.first_responses) AS answered,
                       sum(f.first_response_micros) AS waited
                  FROM p JOIN analytics.daily_agent_facts f ON f.day BETWEEN p.previous_day AND p.last_day
                 GROUP BY 1, 2, 3, 4
                HAVING sum(f.resolved) > 0 OR sum(f.first_responses) > 0
            ), parts AS (
                SELECT w.*, m.metric, m.part, m.whole, resolved >= min_sample AND m.whole > 0 AS placed
                  FROM work w
                 CROSS JOIN LATERAL (VALUES ('avg_resolution_hours', took, resolved), ('resolved', -resolved, 1),
                                            ('first_response_hours', waited, answered)) AS m (metric, part, whole)
            ), places AS (
                SELECT *, CASE WHEN placed THEN 1 + count(*) OVER (
                             PARTITION BY period, metric, now, placed
                                 ORDER BY CAST(CAST(part AS numeric(60, 30)) / nullif(whole, 0) AS numeric(60, 30))
                                 RANGE UNBOUNDED PRECEDING EXCLUDE GROUP) END AS place
                  FROM parts
            ), ranks AS (
                SELECT concat_ws('/', a.period, a.metric, a.agent_id) AS id,
                       jsonb_build_object('rank', a.place, 'previous_rank', b.place, 'resolved', a.resolved,
                                          'resolution_micros', a.took, 'first_responses', a.answered,
                                          'first_response_micros', a.waited) AS figures
                  FROM places a
                  LEFT JOIN places b ON b.period = a.period AND b.metric = a.metric AND b.agent_id = a.agent_id AND NOT b.now
                 WHERE a.now
            ),""";

    private static final String GROUPS = """
            groups AS (
                SELECT 'category' AS kind, f.day, f.category AS cohort, f.created, f.now_resolved + f.now_closed AS done,
                       f.cohort_micros AS micros, f.resolved_in_1d AS in_1d, f.resolved_in_3d AS in_3d,
                       f.resolved_in_7d AS in_7d, f.resolved_in_14d AS in_14d, f.resolved_in_30d AS in_30d,
                       f.resolved_in_90d AS in_90d
                  FROM analytics.daily_ticket_facts f
                 WHERE f.day BETWEEN (SELECT min(first_day) FROM p) AND :day
                 UNION ALL
                SELECT 'priority', f.day, f.priority, f.created, f.now_resolved + f.now_closed, f.cohort_micros,
                       f.resolved_in_1d, f.resolved_in_3d, f.resolved_in_7d, f.resolved_in_14d, f.resolved_in_30d,
                       f.resolved_in_90d
                  FROM analytics.daily_ticket_facts f
                 WHERE f.day BETWEEN (SELECT min(first_day) FROM p) AND :day
                 UNION ALL
                SELECT 'created_week', t.day, CAST(CAST(date_trunc('week', CAST(t.day AS timestamp)) AS date) AS text),
                       t.created, t.now_resolved + t.now_closed, t.cohort_micros, t.resolved_in_1d, t.resolved_in_3d,
                       t.resolved_in_7d, t.resolved_in_14d, t.resolved_in_30d, t.resolved_in_90d
                  FROM analytics.daily_totals t
                 WHERE t.day BETWEEN (SELECT min(first_day) FROM p) AND :day
                 UNION ALL
                SELECT 'tag', g.day, CAST(g.tag_id AS text), g.created, g.created_resolved, g.cohort_micros,
                       NULL, NULL, NULL, NULL, NULL, NULL
                  FROM analytics.daily_tag_facts g
                 WHERE g.day BETWEEN (SELECT min(first_day) FROM p) AND :day
            ), cohorts AS (
                SELECT concat_ws('/', p.period, g.kind, g.cohort) AS id,
                       jsonb_build_object('total', sum(created), 'resolved', sum(done), 'micros', sum(micros),
                                          'resolved_in_1d', sum(in_1d), 'resolved_in_3d', sum(in_3d),
                                          'resolved_in_7d', sum(in_7d), 'resolved_in_14d', sum(in_14d),
                                          'resolved_in_30d', sum(in_30d), 'resolved_in_90d', sum(in_90d)) AS figures
                  FROM p JOIN groups g ON g.day >= p.first_day
                 WHERE g.created > 0
                 GROUP BY 1
            ),""";

    private static final String BESIDE = """
            actual AS (
                SELECT 'agent_rankings' AS tab, id, f.key AS figure, f.value FROM ranks, LATERAL jsonb_each(jsonb_strip_nulls(figures)) f
                 UNION ALL
                SELECT 'cohort_resolution', id, f.key, f.value FROM cohorts, LATERAL jsonb_each(jsonb_strip_nulls(figures)) f
            ), stored AS (
                SELECT 'agent_rankings' AS tab, concat_ws('/', period, metric, agent_id) AS id, f.key AS figure, f.value
                  FROM analytics.agent_rankings r
                  JOIN p USING (period, last_day)
                 CROSS JOIN LATERAL jsonb_each(jsonb_strip_nulls(jsonb_build_object(
                       'rank', rank, 'previous_rank', previous_rank, 'resolved', resolved,
                       'resolution_micros', resolution_micros, 'first_responses', first_responses,
                       'first_response_micros', first_response_micros))) f
                 UNION ALL
                SELECT 'cohort_resolution', concat_ws('/', period, kind, cohort), f.key, f.value
                  FROM analytics.cohort_resolution c
                  JOIN p USING (period, last_day)
                 CROSS JOIN LATERAL jsonb_each(
                       jsonb_strip_nulls(to_jsonb(c) - CAST('{period,last_day,kind,cohort}' AS text[]))) f
            )
            SELECT tab AS table_name, id AS row_key, figure,
                   CAST(coalesce(s.value, '0') AS text) AS stored, CAST(coalesce(a.value, '0') AS text) AS actual
              FROM stored s FULL JOIN actual a USING (tab, id, figure)
             WHERE coalesce(s.value, '0') <> coalesce(a.value, '0')
             ORDER BY 1, 2, 3
            """;

    /**
     * Every figure that differs; none of a period that is to be made again anyway, and that nobody reads until then.
     */
    static final String DRIFT = CURRENT + RANKS + GROUPS + BESIDE;

    private PeriodSql() {}
}
