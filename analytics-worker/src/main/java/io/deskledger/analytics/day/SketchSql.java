package io.deskledger.analytics.day;

/** The durations of a day once more, packed as {@link io.deskledger.model.summary.Sketches} reads them. */
final class SketchSql {

    /** More than 255 durations of a bucket are several entries. */
    static final String SKETCHES = """
            packed AS (
                SELECT metric, dimension, value,
                       string_agg(int2send(CAST(bucket + 1 AS smallint))
                                  || substring(int2send(CAST(least(total - 255 * n, 255) AS smallint)) FROM 2),
                                  decode('', 'hex') ORDER BY bucket, n) AS entries
                  FROM bucketed
                 CROSS JOIN LATERAL generate_series(0, (total - 1) / 255) AS more (n)
                 WHERE dimension = 'all' OR (dimension = 'category' AND metric = 'resolution')
                 GROUP BY metric, dimension, value
            ), sketches AS (
                SELECT metric, dimension, sum(d.total) AS total, sum(d.micros) AS micros,
                       jsonb_agg(value ORDER BY value) AS keys,
                       string_agg(p.entries || decode('ffff00', 'hex'), decode('', 'hex') ORDER BY value) AS data
                  FROM packed p
                  JOIN durations d USING (metric, dimension, value)
                 GROUP BY metric, dimension
            ), sketches_gone AS (
                DELETE FROM analytics.duration_sketches f
                 WHERE f.span = 'day' AND f.first_day = :day
                   AND NOT EXISTS (SELECT FROM sketches c WHERE c.metric = f.metric AND c.dimension = f.dimension)
                RETURNING 1
            ), sketches_kept AS (
                INSERT INTO analytics.duration_sketches AS f
                       (span, first_day, metric, dimension, total, micros, keys, data)
                SELECT 'day', CAST(:day AS date), metric, dimension, total, micros, keys, data
                  FROM sketches
                    ON CONFLICT (span, metric, dimension, first_day) DO UPDATE
                   SET (total, micros, keys, data)
                     = (excluded.total, excluded.micros, excluded.keys, excluded.data)
                 WHERE f.* IS DISTINCT FROM excluded.*
                RETURNING 1
            )
            """;

    private SketchSql() {}
}
