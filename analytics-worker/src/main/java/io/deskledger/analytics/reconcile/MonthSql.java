package io.deskledger.analytics.reconcile;

/** The tables of a calendar month, and of its fives of days, as stored, beside the sums of its days as stored. */
final class MonthSql {

    private static final String DURATIONS = """
            WITH month_days AS MATERIALIZED (
                SELECT metric, total, micros, buckets, counts
                  FROM analytics.duration_buckets
                 WHERE dimension = 'all' AND metric IN ('resolution', 'first_response')
                   AND day >= :month AND day < :next
            ),""";

    /** The first day of the five days that x.day is of. */
    static final String FIVE = """
            (x.day - CAST(extract(day FROM x.day) AS integer) + 1
                   + 5 * least((CAST(extract(day FROM x.day) AS integer) - 1) / 5, 5))
            """;

    /** Figures are taken by their names: whatever column a table of days has, that of the months has to have. */
    private static final String ACTUAL = """
            actual AS (
                SELECT 'duration_months' AS tab, metric AS id, 'total' AS figure, to_jsonb(sum(total)) AS value
                  FROM month_days
                 GROUP BY metric
                 UNION ALL
                SELECT 'duration_months', metric, 'micros', to_jsonb(sum(micros)) FROM month_days GROUP BY metric
                 UNION ALL
                SELECT 'duration_months', metric, 'counts', jsonb_object_agg(bucket, n)
                  FROM (SELECT metric, bucket, sum(n) AS n
                          FROM month_days CROSS JOIN LATERAL unnest(buckets, counts) AS b (bucket, n)
                         GROUP BY 1, 2) u
                 GROUP BY metric
                 UNION ALL
                SELECT spans || '_split_facts', span || kind || '/' || x.value, f.figure,
                       to_jsonb(sum(CAST(f.figures AS numeric)))
                  FROM analytics.daily_split_facts x
                 CROSS JOIN LATERAL (VALUES ('monthly', ''), ('five', CAST(""" + FIVE + """
            AS text) || '/')) AS s (spans, span)
                 CROSS JOIN LATERAL jsonb_each_text(to_jsonb(x) - 'day' - 'kind' - 'value') AS f (figure, figures)
                 WHERE kind IN ('priority', 'category') AND day >= :month AND day < :next
                 GROUP BY 1, 2, 3
                 UNION ALL
                SELECT spans || '_agent_facts', span || agent_id, f.figure, to_jsonb(sum(CAST(f.figures AS numeric)))
                  FROM analytics.daily_agent_facts x
                 CROSS JOIN LATERAL (VALUES ('monthly', ''), ('five', CAST(""" + FIVE + """
            AS text) || '/')) AS s (spans, span)
                 CROSS JOIN LATERAL jsonb_each_text(to_jsonb(x) - 'day' - 'agent_id') AS f (figure, figures)
                 WHERE day >= :month AND day < :next
                 GROUP BY 1, 2, 3
                 UNION ALL
                SELECT spans || '_tag_facts', span || tag_id, f.figure, to_jsonb(sum(CAST(f.figures AS numeric)))
                  FROM analytics.daily_tag_facts x
                 CROSS JOIN LATERAL (VALUES ('monthly', ''), ('five', CAST(""" + FIVE + """
            AS text) || '/')) AS s (spans, span)
                 CROSS JOIN LATERAL jsonb_each_text(to_jsonb(x) - 'day' - 'tag_id') AS f (figure, figures)
                 WHERE day >= :month AND day < :next
                 GROUP BY 1, 2, 3
            ),""";

    private static final String STORED = """
            stored AS (
                SELECT 'duration_months' AS tab, metric AS id, f.figure, f.value
                  FROM analytics.duration_months m
                 CROSS JOIN LATERAL (VALUES
                       ('total', to_jsonb(m.total)), ('micros', to_jsonb(m.micros)),
                       ('counts', (SELECT jsonb_object_agg(b, n) FROM unnest(m.buckets, m.counts) AS u (b, n))))
                       AS f (figure, value)
                 WHERE m.month = :month
                 UNION ALL
                SELECT 'monthly_split_facts', kind || '/' || x.value, f.figure, f.figures
                  FROM analytics.monthly_split_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'month' - 'kind' - 'value') AS f (figure, figures)
                 WHERE kind IN ('priority', 'category') AND month = :month
                 UNION ALL
                SELECT 'monthly_agent_facts', CAST(agent_id AS text), f.key, f.value
                  FROM analytics.monthly_agent_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'month' - 'agent_id') f
                 WHERE month = :month
                 UNION ALL
                SELECT 'monthly_tag_facts', CAST(tag_id AS text), f.key, f.value
                  FROM analytics.monthly_tag_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'month' - 'tag_id') f
                 WHERE month = :month
                 UNION ALL
                SELECT 'five_split_facts', five || '/' || kind || '/' || x.value, f.figure, f.figures
                  FROM analytics.five_split_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'five' - 'kind' - 'value') AS f (figure, figures)
                 WHERE kind IN ('priority', 'category') AND five >= :month AND five < :next
                 UNION ALL
                SELECT 'five_agent_facts', five || '/' || agent_id, f.key, f.value
                  FROM analytics.five_agent_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'five' - 'agent_id') f
                 WHERE five >= :month AND five < :next
                 UNION ALL
                SELECT 'five_tag_facts', five || '/' || tag_id, f.key, f.value
                  FROM analytics.five_tag_facts x
                 CROSS JOIN LATERAL jsonb_each(to_jsonb(x) - 'five' - 'tag_id') f
                 WHERE five >= :month AND five < :next
            )
            SELECT tab AS table_name, id AS row_key, figure,
                   CAST(coalesce(s.value, '0') AS text) AS stored, CAST(coalesce(a.value, '0') AS text) AS actual
              FROM stored s FULL JOIN actual a USING (tab, id, figure)
             WHERE coalesce(s.value, '0') <> coalesce(a.value, '0')
             ORDER BY 1, 2, 3
            """;

    /** Whichever of its days is looked at, a month is checked, and counted, once. */
    static final String DRIFT = DURATIONS + ACTUAL + STORED;

    private MonthSql() {}
}
