package io.deskledger.analytics.period;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.LocalDate;

/** What the days' facts say of agents and of cohorts in a period. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PeriodTables extends GenericRepository<PeriodRow, String> {

    /**
     * Ranks of every metric in the period, beside those of as many days right before it. The most resolved come first.
     */
    @Query("""
            INSERT INTO analytics.agent_rankings
                   (period, last_day, metric, agent_id, rank, previous_rank, resolved, resolution_micros,
                    first_responses, first_response_micros)
            WITH sums AS (
                SELECT agent_id, day >= :first AS in_period, sum(resolved) AS resolved,
                       sum(resolution_micros) AS resolution_micros, sum(first_responses) AS first_responses,
                       sum(first_response_micros) AS first_response_micros
                  FROM analytics.daily_agent_facts
                 WHERE day BETWEEN :previous AND :last
                 GROUP BY 1, 2
                HAVING sum(resolved) + sum(first_responses) > 0
            ), figures AS (
                SELECT s.*, m.metric, m.figure, s.resolved >= :minSample AND m.figure IS NOT NULL AS enough
                  FROM sums s
                 CROSS JOIN LATERAL (VALUES
                       ('avg_resolution_hours', CAST(s.resolution_micros AS numeric(60, 20)) / nullif(s.resolved, 0)),
                       ('resolved', -s.resolved),
                       ('first_response_hours',
                        CAST(s.first_response_micros AS numeric(60, 20)) / nullif(s.first_responses, 0)))
                       AS m (metric, figure)
            ), ranked AS (
                SELECT *, CASE WHEN enough
                               THEN rank() OVER (PARTITION BY metric, in_period, enough ORDER BY figure) END AS rank
                  FROM figures
            )
            SELECT CAST(:period AS text), CAST(:last AS date), n.metric, n.agent_id, n.rank, p.rank, n.resolved,
                   n.resolution_micros, n.first_responses, n.first_response_micros
              FROM ranked n
              LEFT JOIN ranked p ON p.agent_id = n.agent_id AND p.metric = n.metric AND NOT p.in_period
             WHERE n.in_period
            """)
    void rank(String period, LocalDate first, LocalDate last, LocalDate previous, int minSample);

    /** Each day's facts once for every kind of cohort that tickets have. */
    @Query("""
            INSERT INTO analytics.cohort_resolution
                   (period, last_day, kind, cohort, total, resolved, micros, resolved_in_1d, resolved_in_3d,
                    resolved_in_7d, resolved_in_14d, resolved_in_30d, resolved_in_90d)
            SELECT CAST(:period AS text), CAST(:last AS date), k.kind, k.cohort, sum(f.created),
                   sum(f.now_resolved + f.now_closed), sum(f.cohort_micros), sum(f.resolved_in_1d),
                   sum(f.resolved_in_3d), sum(f.resolved_in_7d), sum(f.resolved_in_14d), sum(f.resolved_in_30d),
                   sum(f.resolved_in_90d)
              FROM analytics.daily_ticket_facts f
             CROSS JOIN LATERAL (VALUES
                   ('category', f.category), ('priority', f.priority),
                   ('created_week', to_char(f.day - (CAST(extract(isodow FROM f.day) AS integer) - 1), 'YYYY-MM-DD')))
                   AS k (kind, cohort)
             WHERE f.day BETWEEN :first AND :last AND f.created > 0
             GROUP BY k.kind, k.cohort
             UNION ALL
            SELECT CAST(:period AS text), CAST(:last AS date), 'tag', CAST(tag_id AS text), sum(created),
                   sum(created_resolved), sum(cohort_micros), NULL, NULL, NULL, NULL, NULL, NULL
              FROM analytics.daily_tag_facts
             WHERE day BETWEEN :first AND :last
             GROUP BY tag_id
            """)
    void gather(String period, LocalDate first, LocalDate last);
}
