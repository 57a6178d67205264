-- Measures, on a desk that bench/sql/load_tickets.sql has filled and whose summaries are complete, what reports read, beside the
-- same figures counted live. Run as the owner:  psql -v from=2023-01-01 -v to=2023-12-31 -f bench/analytics/measure.sql
\timing on
SET search_path = analytics, support;
\echo totals of the range, from the summaries
SELECT sum(created), sum(resolved), sum(now_open), sum(now_unassigned) FROM daily_totals WHERE day BETWEEN :'from' AND :'to';
\echo the same, live
SELECT count(*), count(*) FILTER (WHERE status = 'open') FROM tickets
 WHERE deleted_at IS NULL AND created_at >= :'from' AND created_at < date :'to' + 1;
\echo buckets of the range, from the summaries
SELECT count(*), sum(n) FROM (
    SELECT b.bucket, sum(b.count) AS n FROM duration_buckets d CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS b (bucket, count)
     WHERE d.metric = 'resolution' AND d.dimension = 'all' AND d.day BETWEEN :'from' AND :'to' GROUP BY b.bucket) x;
\echo percentiles of the range, live
SELECT percentile_disc(ARRAY[0.5, 0.9, 0.95, 0.99]) WITHIN GROUP (ORDER BY resolved_at - created_at) FROM tickets
 WHERE deleted_at IS NULL AND resolved_at >= :'from' AND resolved_at < date :'to' + 1;
\echo agents of the range, from the summaries
SELECT count(*) FROM (SELECT agent_id, sum(resolved), sum(resolution_micros) FROM daily_agent_facts
                       WHERE day BETWEEN :'from' AND :'to' GROUP BY agent_id) x;
\echo categories of the range, from the summaries
SELECT count(*) FROM (SELECT category, sum(created) FROM daily_ticket_facts
                       WHERE day BETWEEN :'from' AND :'to' GROUP BY category) x;
