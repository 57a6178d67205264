-- From the commit of the first change to the commit of the last audit row.
WITH audited AS (
    SELECT count(*) AS rows, min(pg_xact_commit_timestamp(xmin)) AS first, max(pg_xact_commit_timestamp(xmin)) AS last,
           min(ticket_id) AS ticket_id
      FROM audit.audit_logs
     WHERE recorded_at >= timestamptz :'began' - interval '1 second' AND request_id = :'request'),
changed AS (
    SELECT coalesce(min(pg_xact_commit_timestamp(t.xmin)) FILTER (WHERE t.updated_at >= timestamptz :'began'), :'began') AS first
      FROM support.tickets t)
SELECT rows, round(extract(epoch FROM last - changed.first), 1) AS seconds, round(rows / extract(epoch FROM last - changed.first)) AS a_second,
       round(extract(epoch FROM audited.first - changed.first), 2) AS first_after
  FROM audited, changed;
