package io.deskledger.analytics.reconcile;

/** The packed durations of a month and of its fives of days, beside the buckets of its days. */
final class SketchDriftSql {

    /**
     * The packed counts of {@code sketch_rows} (id, keys, data) as {@code sketch_counts} (id, key, bucket, n). Bytes
     * are taken from a copy: of a row of the table each one would be a look at where it is stored.
     */
    static final String UNPACKED = """
            plain AS MATERIALIZED (
                SELECT id, keys, data || decode('', 'hex') AS data FROM sketch_rows
            ), entries AS (
                SELECT id, at, 256 * get_byte(data, 3 * at) + get_byte(data, 3 * at + 1) - 1 AS bucket,
                       get_byte(data, 3 * at + 2) AS n
                  FROM plain CROSS JOIN LATERAL generate_series(0, length(data) / 3 - 1) AS e (at)
            ), placed AS (
                SELECT id, bucket, n, count(*) FILTER (WHERE bucket = 65534) OVER (PARTITION BY id ORDER BY at) AS place
                  FROM entries
            ), sketch_counts AS (
                SELECT p.id, x.keys ->> CAST(p.place AS integer) AS key, p.bucket, p.n
                  FROM (SELECT id, place, bucket, sum(n) AS n FROM placed
                         WHERE bucket <> 65534 GROUP BY id, place, bucket) p
                  JOIN plain x ON x.id = p.id
            ),""";

    private static final String STORED = """
            WITH sketch_rows AS (
                SELECT CASE span WHEN 'five' THEN first_day || '/' ELSE '' END || metric || '/' || dimension AS id,
                       total, micros, keys, data
                  FROM analytics.duration_sketches
                 WHERE (span = 'month' AND first_day = :month)
                    OR (span = 'five' AND first_day >= :month AND first_day < :next)
            ),""" + UNPACKED + """
            stored AS (
                SELECT id || '/' || key AS id, 'counts' AS figure, jsonb_object_agg(bucket, n) AS value
                  FROM sketch_counts
                 GROUP BY 1
                 UNION ALL
                SELECT id, 'total', to_jsonb(total) FROM sketch_rows
                 UNION ALL
                SELECT id, 'micros', to_jsonb(micros) FROM sketch_rows
            ),""";

    private static final String ACTUAL = """
            day_rows AS MATERIALIZED (
                SELECT span || metric || '/' || dimension AS id, value AS key, total, micros, buckets, counts
                  FROM analytics.duration_buckets x
                 CROSS JOIN LATERAL (VALUES (''), (CAST(""" + MonthSql.FIVE + """
            AS text) || '/')) AS s (span)
                 WHERE (dimension = 'all' OR (dimension = 'category' AND metric = 'resolution'))
                   AND day >= :month AND day < :next
            ), actual AS (
                SELECT id, 'counts' AS figure, jsonb_object_agg(bucket, n) AS value
                  FROM (SELECT id || '/' || key AS id, b.bucket, sum(b.n) AS n
                          FROM day_rows CROSS JOIN LATERAL unnest(buckets, counts) AS b (bucket, n)
                         GROUP BY 1, 2) u
                 GROUP BY id
                 UNION ALL
                SELECT id, 'total', to_jsonb(sum(total)) FROM day_rows GROUP BY id
                 UNION ALL
                SELECT id, 'micros', to_jsonb(sum(micros)) FROM day_rows GROUP BY id
            )
            """;

    static final String DRIFT = STORED + ACTUAL + """
            SELECT 'duration_sketches' AS table_name, id AS row_key, figure,
                   CAST(coalesce(s.value, '0') AS text) AS stored, CAST(coalesce(a.value, '0') AS text) AS actual
              FROM stored s FULL JOIN actual a USING (id, figure)
             WHERE coalesce(s.value, '0') <> coalesce(a.value, '0')
             ORDER BY 2, 3
            """;

    private SketchDriftSql() {}
}
