package io.deskledger.api.report;

/** Facts of tickets by one thing at a time, where a test has written those by priority and category. */
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

    private SplitFacts() {}
}
