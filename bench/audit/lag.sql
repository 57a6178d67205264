-- Of each comment, and of the last change of each ticket that is of another kind: from the commit of the change to that of its audit
-- row, by the server's own commit times.
WITH lag AS (
    SELECT extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - pg_xact_commit_timestamp(c.xmin)) * 1000 AS millis
      FROM audit.audit_logs l
      JOIN support.comments c ON c.ticket_id = l.ticket_id AND c.id = (l.data::jsonb #>> '{changes,comment,to,id}')::bigint
     WHERE l.recorded_at >= :'began' AND l.type = 'io.deskledger.ticket.commented.v1'
     UNION ALL
    SELECT extract(epoch FROM pg_xact_commit_timestamp(l.xmin) - pg_xact_commit_timestamp(t.xmin)) * 1000
      FROM audit.audit_logs l
      JOIN support.tickets t ON t.id = l.ticket_id AND t.version = l.version
     WHERE l.recorded_at >= :'began' AND l.type IN ('io.deskledger.ticket.created.v1', 'io.deskledger.ticket.updated.v1'))
SELECT count(*), round(percentile_cont(0.5) WITHIN GROUP (ORDER BY millis)) AS p50, round(percentile_cont(0.9) WITHIN GROUP (ORDER BY millis)) AS p90,
       round(percentile_cont(0.99) WITHIN GROUP (ORDER BY millis)) AS p99, round(max(millis)) AS most
  FROM lag;
