package io.deskledger.analytics.day;

/**
 * The sums of the days from :first to :next, which are a month or five days of one: statements that write only rows
 * that change. The two differ in nothing but where the sums go.
 */
final class SpanSql {

    private static final String SUMS = "WITH splits (kind, value, " + FactSql.FIGURES + ") AS (SELECT kind, value, "
            + FactSql.SUMS + """
             FROM analytics.daily_split_facts
             WHERE kind IN ('priority', 'category') AND day >= :first AND day < :next
             GROUP BY kind, value
            ), agents (agent_id,""" + " " + SplitFactSql.AGENT_FIGURES + ") AS (SELECT agent_id, "
            + SplitFactSql.AGENT_SUMS + """
             FROM analytics.daily_agent_facts
             WHERE day >= :first AND day < :next
             GROUP BY agent_id
            ), tags AS (
                SELECT tag_id, sum(created) AS created, sum(created_resolved) AS created_resolved,
                       sum(cohort_micros) AS cohort_micros
                  FROM analytics.daily_tag_facts
                 WHERE day >= :first AND day < :next
                 GROUP BY tag_id
            ),""";

    private static final String SPLITS_GONE = """
            _split_facts m
             WHERE m.kind IN ('priority', 'category')
               AND NOT EXISTS (SELECT FROM splits s WHERE s.kind = m.kind AND s.value = m.value)
               AND m.""";

    private static final String SPLITS_KEPT = "_split_facts AS m (kind, value, " + FactSql.FIGURES + ", ";

    private static final String SPLITS_SELECTED = ") SELECT kind, value, " + FactSql.FIGURES
            + ", CAST(:first AS date) FROM splits ON CONFLICT (kind, value, ";

    private static final String SPLITS_SET = ") DO UPDATE SET (" + FactSql.FIGURES + ") = (" + FactSql.EXCLUDED
            + ") WHERE m.* IS DISTINCT FROM excluded.*";

    private static final String AGENTS_GONE =
            "_agent_facts m WHERE NOT EXISTS (SELECT FROM agents s WHERE s.agent_id = m.agent_id) AND m.";

    private static final String AGENTS_KEPT = "_agent_facts AS m (agent_id, " + SplitFactSql.AGENT_FIGURES + ", ";

    private static final String AGENTS_SELECTED = ") SELECT agent_id, " + SplitFactSql.AGENT_FIGURES
            + ", CAST(:first AS date) FROM agents ON CONFLICT (agent_id, ";

    private static final String AGENTS_SET = ") DO UPDATE SET (" + SplitFactSql.AGENT_FIGURES + ") = ("
            + SplitFactSql.AGENT_EXCLUDED + ") WHERE m.* IS DISTINCT FROM excluded.*";

    private static final String TAGS_GONE =
            "_tag_facts m WHERE NOT EXISTS (SELECT FROM tags s WHERE s.tag_id = m.tag_id) AND m.";

    private static final String TAGS_KEPT = "_tag_facts AS m (tag_id, created, created_resolved, cohort_micros, ";

    private static final String TAGS_SELECTED = ") SELECT tag_id, created, created_resolved, cohort_micros,"
            + " CAST(:first AS date) FROM tags ON CONFLICT (tag_id, ";

    private static final String TAGS_SET = """
            ) DO UPDATE SET (created, created_resolved, cohort_micros)
                          = (excluded.created, excluded.created_resolved, excluded.cohort_micros)
              WHERE m.* IS DISTINCT FROM excluded.*""";

    private static final String GONE = "gone AS (DELETE FROM analytics.";
    private static final String AT_FIRST = " = :first RETURNING 1), ";
    private static final String KEPT = "kept AS (INSERT INTO analytics.";
    private static final String COUNTED = " RETURNING 1), ";

    private static final String MONTHLY = "monthly";
    private static final String BY_MONTH = "month";

    private static final String MONTH_ROWS = "splits_" + GONE + MONTHLY + SPLITS_GONE + BY_MONTH + AT_FIRST
            + "splits_" + KEPT + MONTHLY + SPLITS_KEPT + BY_MONTH + SPLITS_SELECTED + BY_MONTH + SPLITS_SET + COUNTED
            + "agents_" + GONE + MONTHLY + AGENTS_GONE + BY_MONTH + AT_FIRST
            + "agents_" + KEPT + MONTHLY + AGENTS_KEPT + BY_MONTH + AGENTS_SELECTED + BY_MONTH + AGENTS_SET + COUNTED
            + "tags_" + GONE + MONTHLY + TAGS_GONE + BY_MONTH + AT_FIRST
            + "tags_" + KEPT + MONTHLY + TAGS_KEPT + BY_MONTH + TAGS_SELECTED + BY_MONTH + TAGS_SET + COUNTED;

    private static final String BY_FIVE = "five";

    private static final String FIVE_ROWS = "splits_" + GONE + BY_FIVE + SPLITS_GONE + BY_FIVE + AT_FIRST
            + "splits_" + KEPT + BY_FIVE + SPLITS_KEPT + BY_FIVE + SPLITS_SELECTED + BY_FIVE + SPLITS_SET + COUNTED
            + "agents_" + GONE + BY_FIVE + AGENTS_GONE + BY_FIVE + AT_FIRST
            + "agents_" + KEPT + BY_FIVE + AGENTS_KEPT + BY_FIVE + AGENTS_SELECTED + BY_FIVE + AGENTS_SET + COUNTED
            + "tags_" + GONE + BY_FIVE + TAGS_GONE + BY_FIVE + AT_FIRST
            + "tags_" + KEPT + BY_FIVE + TAGS_KEPT + BY_FIVE + TAGS_SELECTED + BY_FIVE + TAGS_SET + COUNTED;

    /** Read by the version before only, which has its dashboards from it; a later migration drops the table. */
    private static final String DURATIONS = """
            days AS MATERIALIZED (
                SELECT metric, total, micros, buckets, counts
                  FROM analytics.duration_buckets
                 WHERE dimension = 'all' AND metric IN ('resolution', 'first_response')
                   AND day >= :first AND day < :next
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
                 WHERE m.month = :first AND NOT EXISTS (SELECT FROM durations s WHERE s.metric = m.metric)
                RETURNING 1
            ), durations_kept AS (
                INSERT INTO analytics.duration_months AS m (month, metric, total, micros, buckets, counts)
                SELECT CAST(:first AS date), metric, total, micros, buckets, counts
                  FROM durations
                    ON CONFLICT (metric, month) DO UPDATE
                   SET (total, micros, buckets, counts)
                     = (excluded.total, excluded.micros, excluded.buckets, excluded.counts)
                 WHERE m.* IS DISTINCT FROM excluded.*
                RETURNING 1
            ),""";

    private static final String CHANGED = """
            changed AS (
                SELECT 1 FROM splits_gone UNION ALL SELECT 1 FROM splits_kept
                 UNION ALL SELECT 1 FROM agents_gone UNION ALL SELECT 1 FROM agents_kept
                 UNION ALL SELECT 1 FROM tags_gone UNION ALL SELECT 1 FROM tags_kept
            )
            SELECT count(*) FROM changed
            """;

    static final String MONTH = SUMS + MONTH_ROWS + DURATIONS + CHANGED;

    static final String FIVE = SUMS + FIVE_ROWS + CHANGED;

    private SpanSql() {}
}
