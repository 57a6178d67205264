package io.deskledger.analytics.reconcile;

/** The durations of a calendar month as stored, beside the sums of its days as stored. */
final class MonthSql {

    /** Whichever of its days is looked at, a month is one row per metric: it is checked, and counted, once. */
    static final String DRIFT = """
            WITH month_days AS MATERIALIZED (
                SELECT metric, total, micros, buckets, counts
                  FROM analytics.duration_buckets
                 WHERE dimension = 'all' AND metric IN ('resolution', 'first_response')
                   AND day >= :month AND day < :next
            ), month_sums AS (
                SELECT metric, 'total' AS figure, to_jsonb(sum(total)) AS value FROM month_days GROUP BY metric
                 UNION ALL
                SELECT metric, 'micros', to_jsonb(sum(micros)) FROM month_days GROUP BY metric
                 UNION ALL
                SELECT metric, 'counts', jsonb_object_agg(bucket, n)
                  FROM (SELECT metric, bucket, sum(n) AS n
                          FROM month_days CROSS JOIN LATERAL unnest(buckets, counts) AS b (bucket, n)
                         GROUP BY 1, 2) u
                 GROUP BY metric
            ), months AS (
                SELECT m.metric, f.figure, f.value
                  FROM analytics.duration_months m
                 CROSS JOIN LATERAL (VALUES
                       ('total', to_jsonb(m.total)), ('micros', to_jsonb(m.micros)),
                       ('counts', (SELECT jsonb_object_agg(b, n) FROM unnest(m.buckets, m.counts) AS u (b, n))))
                       AS f (figure, value)
                 WHERE m.month = :month
            )
            SELECT 'duration_months' AS table_name, metric AS row_key, figure,
                   CAST(coalesce(m.value, '0') AS text) AS stored, CAST(coalesce(d.value, '0') AS text) AS actual
              FROM months m FULL JOIN month_sums d USING (metric, figure)
             WHERE coalesce(m.value, '0') <> coalesce(d.value, '0')
             ORDER BY 1, 2, 3
            """;

    private MonthSql() {}
}
