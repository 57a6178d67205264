package io.deskledger.analytics.day;

/** The sums of a month's days: parts of one statement, which writes only rows that change. */
final class MonthSql {

    private static final String SPLITS = "WITH splits (kind, value, " + FactSql.FIGURES + ") AS (SELECT kind, value, "
            + FactSql.SUMS + """
             FROM analytics.daily_split_facts
             WHERE kind IN ('priority', 'category') AND day >= :month AND day < :next
             GROUP BY kind, value
            ), splits_gone AS (
                DELETE FROM analytics.monthly_split_facts m
                 WHERE m.month = :month AND m.kind IN ('priority', 'category')
                   AND NOT EXISTS (SELECT FROM splits s WHERE s.kind = m.kind AND s.value = m.value)
                RETURNING 1
            ), splits_kept AS (
                INSERT INTO analytics.monthly_split_facts AS m (month, kind, value,
            """ + FactSql.FIGURES + ") SELECT CAST(:month AS date), kind, value, " + FactSql.FIGURES
            + """
             FROM splits
                    ON CONFLICT (kind, month, value) DO UPDATE SET (
            """ + FactSql.FIGURES + ") = (" + FactSql.EXCLUDED + """
            )
                 WHERE m.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    private static final String AGENTS = """
            agents AS (
                SELECT agent_id, sum(assigned) AS assigned, sum(assigned_resolved) AS assigned_resolved,
                       sum(resolved) AS resolved, sum(closed) AS closed, sum(resolution_micros) AS resolution_micros,
                       sum(first_responses) AS first_responses, sum(first_response_micros) AS first_response_micros,
                       sum(comments) AS comments, sum(sla_met) AS sla_met, sum(sla_promised) AS sla_promised
                  FROM analytics.daily_agent_facts
                 WHERE day >= :month AND day < :next
                 GROUP BY agent_id
            ), agents_gone AS (
                DELETE FROM analytics.monthly_agent_facts m
                 WHERE m.month = :month AND NOT EXISTS (SELECT FROM agents s WHERE s.agent_id = m.agent_id)
                RETURNING 1
            ), agents_kept AS (
                INSERT INTO analytics.monthly_agent_facts AS m
                       (month, agent_id, assigned, assigned_resolved, resolved, closed, resolution_micros,
                        first_responses, first_response_micros, comments, sla_met, sla_promised)
                SELECT CAST(:month AS date), agent_id, assigned, assigned_resolved, resolved, closed, resolution_micros,
                       first_responses, first_response_micros, comments, sla_met, sla_promised
                  FROM agents
                    ON CONFLICT (month, agent_id) DO UPDATE
                   SET (assigned, assigned_resolved, resolved, closed, resolution_micros, first_responses,
                        first_response_micros, comments, sla_met, sla_promised)
                     = (excluded.assigned, excluded.assigned_resolved, excluded.resolved, excluded.closed,
                        excluded.resolution_micros, excluded.first_responses, excluded.first_response_micros,
                        excluded.comments, excluded.sla_met, excluded.sla_promised)
                 WHERE m.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    private static final String TAGS = """
            tags AS (
                SELECT tag_id, sum(created) AS created, sum(created_resolved) AS created_resolved,
                       sum(cohort_micros) AS cohort_micros
                  FROM analytics.daily_tag_facts
                 WHERE day >= :month AND day < :next
                 GROUP BY tag_id
            ), tags_gone AS (
                DELETE FROM analytics.monthly_tag_facts m
                 WHERE m.month = :month AND NOT EXISTS (SELECT FROM tags s WHERE s.tag_id = m.tag_id)
                RETURNING 1
            ), tags_kept AS (
                INSERT INTO analytics.monthly_tag_facts AS m (month, tag_id, created, created_resolved, cohort_micros)
                SELECT CAST(:month AS date), tag_id, created, created_resolved, cohort_micros
                  FROM tags
                    ON CONFLICT (month, tag_id) DO UPDATE
                   SET (created, created_resolved, cohort_micros)
                     = (excluded.created, excluded.created_resolved, excluded.cohort_micros)
                 WHERE m.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    private static final String DURATIONS = """
            days AS MATERIALIZED (
                SELECT metric, total, micros, buckets, counts
                  FROM analytics.duration_buckets
                 WHERE dimension = 'all' AND metric IN ('resolution', 'first_response')
                   AND day >= :month AND day < :next
            ), bucketed AS (
                SELECT d.metric, b.bucket, CAST(sum(b.count) AS bigint) AS count
                  FROM days d CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS b (bucket, count)
                 GROUP BY d.metric, b.bucket
            ), arrays AS (
                SELECT metric, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(count ORDER BY bucket) AS counts
                  FROM bucketed
                 GROUP BY metric
            ), durations AS (
                SELECT a.metric, s.total, s.micros, a.buckets, a.counts
                  FROM arrays a
                  JOIN (SELECT metric, sum(total) AS total, sum(micros) AS micros FROM days GROUP BY metric) s
                 USING (metric)
            ), durations_gone AS (
                DELETE FROM analytics.duration_months m
                 WHERE m.month = :month AND NOT EXISTS (SELECT FROM durations s WHERE s.metric = m.metric)
                RETURNING 1
            ), durations_kept AS (
                INSERT INTO analytics.duration_months AS m (month, metric, total, micros, buckets, counts)
                SELECT CAST(:month AS date), metric, total, micros, buckets, counts
                  FROM durations
                    ON CONFLICT (metric, month) DO UPDATE
                   SET (total, micros, buckets, counts)
                     = (excluded.total, excluded.micros, excluded.buckets, excluded.counts)
                 WHERE m.* IS DISTINCT FROM excluded.*
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM splits_gone) + (SELECT count(*) FROM splits_kept)
                 + (SELECT count(*) FROM agents_gone) + (SELECT count(*) FROM agents_kept)
                 + (SELECT count(*) FROM tags_gone) + (SELECT count(*) FROM tags_kept)
                 + (SELECT count(*) FROM durations_gone) + (SELECT count(*) FROM durations_kept)
            """;

    static final String SUM_UP = SPLITS + AGENTS + TAGS + DURATIONS;

    private MonthSql() {}
}
