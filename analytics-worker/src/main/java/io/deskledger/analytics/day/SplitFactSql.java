package io.deskledger.analytics.day;

/** The facts of agents and tags and the durations, made of what happened on a day: parts of one statement. */
final class SplitFactSql {

    static final String AGENT_FIGURES = """
            assigned, assigned_resolved, resolved, closed, resolution_micros, first_responses, first_response_micros,
            comments, sla_met, sla_promised""";

    static final String AGENT_EXCLUDED = """
            excluded.assigned, excluded.assigned_resolved, excluded.resolved, excluded.closed,
            excluded.resolution_micros, excluded.first_responses, excluded.first_response_micros, excluded.comments,
            excluded.sla_met, excluded.sla_promised""";

    static final String AGENT_SUMS = """
            sum(assigned), sum(assigned_resolved), sum(resolved), sum(closed), sum(resolution_micros),
            sum(first_responses), sum(first_response_micros), sum(comments), sum(sla_met), sum(sla_promised)""";

    /**
     * Promises are among {@link SlaFactSql#SLA}. Comments and tags are looked up ticket by ticket (OFFSET 0 keeps it
     * so): the cost is that of the day's tickets, however many there are in total.
     */
    static final String AGENTS = """
            credited AS (
                SELECT figure, agent_id, micros FROM happened WHERE agent_id IS NOT NULL
                 UNION ALL
                SELECT 'commented', c.author_id, NULL
                  FROM happened h
                 CROSS JOIN LATERAL (SELECT author_id, by_staff
                                       FROM support.reporting_comments WHERE ticket_id = h.ticket_id OFFSET 0) c
                 WHERE h.figure = 'created' AND c.by_staff
                 UNION ALL
                SELECT CASE WHEN late THEN 'sla_missed' ELSE 'sla_met' END, agent_id, NULL
                  FROM sla_rows
                 WHERE target = 'resolution' AND agent_id IS NOT NULL
            ), agent_facts AS (
                SELECT agent_id,
                       count(*) FILTER (WHERE figure = 'created') AS assigned,
                       count(*) FILTER (WHERE figure = 'created' AND micros IS NOT NULL) AS assigned_resolved,
                       count(*) FILTER (WHERE figure = 'resolved') AS resolved,
                       count(*) FILTER (WHERE figure = 'closed') AS closed,
                       coalesce(sum(micros) FILTER (WHERE figure = 'resolved'), 0) AS resolution_micros,
                       count(*) FILTER (WHERE figure = 'answered') AS first_responses,
                       coalesce(sum(micros) FILTER (WHERE figure = 'answered'), 0) AS first_response_micros,
                       count(*) FILTER (WHERE figure = 'commented') AS comments,
                       count(*) FILTER (WHERE figure = 'sla_met') AS sla_met,
                       count(*) FILTER (WHERE figure IN ('sla_met', 'sla_missed')) AS sla_promised
                  FROM credited
                 GROUP BY agent_id
            ), agent_facts_gone AS (
                DELETE FROM analytics.daily_agent_facts f
                 WHERE f.day = :day AND NOT EXISTS (SELECT FROM agent_facts c WHERE c.agent_id = f.agent_id)
                RETURNING 1
            ), agent_facts_kept AS (
                INSERT INTO analytics.daily_agent_facts AS f
                       (day, agent_id,""" + " " + AGENT_FIGURES + """
            )
                SELECT CAST(:day AS date), agent_id,""" + " " + AGENT_FIGURES + """

                  FROM agent_facts
                    ON CONFLICT (day, agent_id) DO UPDATE SET (""" + AGENT_FIGURES + ") = ("
            + AGENT_EXCLUDED + """
            )
                 WHERE f.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    static final String TAGS = """
            tag_facts AS (
                SELECT t.tag_id, count(*) AS created, count(micros) AS created_resolved,
                       coalesce(sum(micros), 0) AS cohort_micros
                  FROM happened h
                 CROSS JOIN LATERAL (SELECT tag_id
                                       FROM support.reporting_ticket_tags WHERE ticket_id = h.ticket_id OFFSET 0) t
                 WHERE h.figure = 'created'
                 GROUP BY t.tag_id
            ), tag_facts_gone AS (
                DELETE FROM analytics.daily_tag_facts f
                 WHERE f.day = :day AND NOT EXISTS (SELECT FROM tag_facts c WHERE c.tag_id = f.tag_id)
                RETURNING 1
            ), tag_facts_kept AS (
                INSERT INTO analytics.daily_tag_facts AS f (day, tag_id, created, created_resolved, cohort_micros)
                SELECT CAST(:day AS date), tag_id, created, created_resolved, cohort_micros
                  FROM tag_facts
                    ON CONFLICT (day, tag_id) DO UPDATE
                   SET (created, created_resolved, cohort_micros)
                     = (excluded.created, excluded.created_resolved, excluded.cohort_micros)
                 WHERE f.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    /** The number is ln(1.01 / 0.99): neighbouring buckets differ by that factor, which bounds the error to 1 %. */
    static final String DURATIONS = """
            measured AS (
                SELECT CASE figure WHEN 'resolved' THEN 'resolution' ELSE 'first_response' END AS metric,
                       priority, category, agent_id, micros,
                       CASE WHEN micros > 0
                            THEN CAST(ceil(ln(CAST(micros AS double precision))
                                           / CAST(0.020000666706669435 AS double precision)) AS integer)
                            ELSE -1 END AS bucket
                  FROM happened
                 WHERE figure IN ('resolved', 'answered')
            ), bucketed AS (
                SELECT metric, dimension, value, bucket, count(*) AS total, sum(micros) AS micros
                  FROM measured
                 CROSS JOIN LATERAL (VALUES ('all', ''), ('priority', priority), ('category', category),
                                            ('agent', CAST(agent_id AS text))) AS split (dimension, value)
                 WHERE value IS NOT NULL
                 GROUP BY metric, dimension, value, bucket
            ), durations AS (
                SELECT metric, dimension, value, sum(total) AS total, sum(micros) AS micros,
                       array_agg(bucket ORDER BY bucket) AS buckets, array_agg(total ORDER BY bucket) AS counts
                  FROM bucketed
                 GROUP BY metric, dimension, value
            ), durations_gone AS (
                DELETE FROM analytics.duration_buckets f
                 WHERE f.day = :day
                   AND NOT EXISTS (SELECT FROM durations c
                                    WHERE c.metric = f.metric AND c.dimension = f.dimension AND c.value = f.value)
                RETURNING 1
            ), durations_kept AS (
                INSERT INTO analytics.duration_buckets AS f
                       (day, metric, dimension, value, total, micros, buckets, counts)
                SELECT CAST(:day AS date), metric, dimension, value, total, micros, buckets, counts
                  FROM durations
                    ON CONFLICT (metric, dimension, day, value) DO UPDATE
                   SET (total, micros, buckets, counts)
                     = (excluded.total, excluded.micros, excluded.buckets, excluded.counts)
                 WHERE f.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    static final String CHANGED = """
            SELECT (SELECT count(*) FROM ticket_facts_gone) + (SELECT count(*) FROM ticket_facts_kept)
                 + (SELECT count(*) FROM totals_gone) + (SELECT count(*) FROM totals_kept)
                 + (SELECT count(*) FROM agent_facts_gone) + (SELECT count(*) FROM agent_facts_kept)
                 + (SELECT count(*) FROM tag_facts_gone) + (SELECT count(*) FROM tag_facts_kept)
                 + (SELECT count(*) FROM sla_totals_gone) + (SELECT count(*) FROM sla_totals_kept)
                 + (SELECT count(*) FROM splits_gone) + (SELECT count(*) FROM splits_kept)
                 + (SELECT count(*) FROM durations_gone) + (SELECT count(*) FROM durations_kept)
                 + (SELECT count(*) FROM sketches_gone) + (SELECT count(*) FROM sketches_kept)
            """;

    private SplitFactSql() {}
}
