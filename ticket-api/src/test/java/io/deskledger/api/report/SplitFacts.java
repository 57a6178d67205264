package io.deskledger.api.report;

/** What the worker makes of the facts of days, where a test has written those. */
final class SplitFacts {

    /** Splits up the days that have not been yet. */
    static final String SPLIT_UP = """
            INSERT INTO analytics.daily_split_facts (day, kind, value, created, urgent_created, resolved, closed,
                   reopened, first_responses, resolution_micros, first_response_micros, now_open, now_in_progress,
                   now_waiting_on_customer, now_resolved, now_closed, now_unassigned, cohort_micros, resolved_in_1d,
                   resolved_in_3d, resolved_in_7d, resolved_in_14d, resolved_in_30d, resolved_in_90d)
            SELECT day, kind, value, sum(created), sum(urgent_created), sum(resolved), sum(closed), sum(reopened),
                   sum(first_responses), sum(resolution_micros), sum(first_response_micros), sum(now_open),
                   sum(now_in_progress), sum(now_waiting_on_customer), sum(now_resolved), sum(now_closed),
                   sum(now_unassigned), sum(cohort_micros), sum(resolved_in_1d), sum(resolved_in_3d),
                   sum(resolved_in_7d), sum(resolved_in_14d), sum(resolved_in_30d), sum(resolved_in_90d)
              FROM analytics.daily_ticket_facts
             CROSS JOIN LATERAL (VALUES ('priority', priority), ('category', category)) AS split (kind, value)
             GROUP BY day, kind, value
                ON CONFLICT DO NOTHING
            """;

    private static final String FIVES = """
            INSERT INTO analytics.five_{facts}
            SELECT (jsonb_populate_record(CAST(NULL AS analytics.five_{facts}), to_jsonb(f) || jsonb_build_object('five',
                       day - CAST(extract(day FROM day) AS integer) + 1
                           + 5 * least((CAST(extract(day FROM day) AS integer) - 1) / 5, 5)))).*
              FROM analytics.daily_{facts} f
                ON CONFLICT DO NOTHING;
            """;

    /** Takes the days for fives that have no other day; their buckets, of one key each, are packed. */
    static final String SUM_UP = FIVES.replace("{facts}", "split_facts")
            + FIVES.replace("{facts}", "agent_facts")
            + FIVES.replace("{facts}", "tag_facts")
            + """
            INSERT INTO analytics.duration_sketches
            SELECT 'day', day, metric, dimension, total, micros, jsonb_build_array(value),
                   (SELECT string_agg(int2send(CAST(b + 1 AS smallint)) || substring(int2send(CAST(n AS smallint)) FROM 2),
                                      decode('', 'hex') ORDER BY b) FROM unnest(buckets, counts) AS u (b, n))
                   || decode('ffff00', 'hex')
              FROM analytics.duration_buckets
                ON CONFLICT DO NOTHING;
            """;

    private SplitFacts() {}
}
