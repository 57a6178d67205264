-- Measures, on a desk that bench/sql/load_tickets.sql has filled and whose summaries are complete, what reports read, beside the
-- same figures counted live. Run as the owner:  psql -v from=2023-01-01 -v to=2023-12-31 -f bench/analytics/measure.sql
\timing on
SET search_path = analytics, support;
\echo totals of the range, from the summaries
SELECT sum(created), sum(resolved), sum(now_open), sum(now_unassigned) FROM daily_totals WHERE day BETWEEN :'from' AND :'to';
\echo the same, live
SELECT count(*), count(*) FILTER (WHERE status = 'open') FROM tickets
 WHERE deleted_at IS NULL AND created_at >= :'from' AND created_at < date :'to' + 1;
\echo trends of the range by day, from the summaries
SELECT count(*), max(backlog) FROM daily_trends WHERE day BETWEEN :'from' AND :'to';
\echo the same, live
SELECT count(*) FROM (
    SELECT d.day,
           (SELECT count(*) FROM tickets t WHERE deleted_at IS NULL AND created_at >= d.day AND created_at < d.day + 1) AS created,
           (SELECT count(*) FROM tickets t WHERE deleted_at IS NULL AND resolved_at >= d.day AND resolved_at < d.day + 1) AS resolved
      FROM (SELECT date :'from' + n AS day FROM generate_series(0, date :'to' - date :'from') n) d OFFSET 0) x;
\echo buckets of the range, from the summaries
SELECT sum(total), sum(length(data)) / 3 AS entries FROM duration_sketches
 WHERE span = 'month' AND metric = 'resolution' AND dimension = 'all' AND first_day BETWEEN :'from' AND :'to';
\echo percentiles of the range, live
SELECT percentile_disc(ARRAY[0.5, 0.9, 0.95, 0.99]) WITHIN GROUP (ORDER BY resolved_at - created_at) FROM tickets
 WHERE deleted_at IS NULL AND resolved_at >= :'from' AND resolved_at < date :'to' + 1;
\echo agents of the range, from the summaries
SELECT count(*) FROM (SELECT agent_id, sum(resolved), sum(resolution_micros) FROM monthly_agent_facts
                       WHERE month BETWEEN :'from' AND :'to' GROUP BY agent_id) x;
\echo categories of the range, from the summaries
SELECT count(*) FROM (SELECT value, sum(created) FROM monthly_split_facts
                       WHERE kind = 'category' AND month BETWEEN :'from' AND :'to' GROUP BY value) x;

\echo service levels of the range, from the summaries
SELECT count(*), sum(met), sum(missed) FROM (SELECT priority, policy_version_id, sum(met) AS met, sum(missed) AS missed
                                               FROM daily_sla_totals
                                              WHERE target = 'resolution' AND day BETWEEN :'from' AND :'to'
                                              GROUP BY priority, policy_version_id) x;
\echo service levels of the range, live
SELECT count(*), sum(met), sum(missed) FROM (
    SELECT t.priority, s.policy_version_id, count(*) FILTER (WHERE t.resolved_at <= s.due_at) AS met,
           count(*) FILTER (WHERE t.resolved_at > s.due_at) AS missed
      FROM tickets t JOIN ticket_sla s ON s.ticket_id = t.id AND s.target = 'resolution'
     WHERE t.deleted_at IS NULL AND t.resolved_at >= :'from' AND t.resolved_at < date :'to' + 1
     GROUP BY t.priority, s.policy_version_id) x;
\echo agents of the range, live
SELECT count(*) FROM (SELECT resolved_assignee_id, count(*), sum(resolved_at - created_at) FROM tickets
                       WHERE deleted_at IS NULL AND resolved_at >= :'from' AND resolved_at < date :'to' + 1
                       GROUP BY resolved_assignee_id) x;
\echo categories of the range, live
SELECT count(*) FROM (SELECT category, count(*), count(resolved_at), sum(resolved_at - created_at) FROM tickets
                       WHERE deleted_at IS NULL AND created_at >= :'from' AND created_at < date :'to' + 1
                       GROUP BY category) x;
\echo tags of the range, live
SELECT count(*) FROM (SELECT g.tag_id, count(*) FROM tickets t JOIN ticket_tags g ON g.ticket_id = t.id
                       WHERE deleted_at IS NULL AND created_at >= :'from' AND created_at < date :'to' + 1
                       GROUP BY g.tag_id) x;
