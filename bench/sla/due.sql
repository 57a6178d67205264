-- Gives so many tickets running clocks without a warning to come, of which some fall due within so many seconds, once this is written.
BEGIN;
UPDATE ticket_sla
   SET next_at = NULL
 WHERE next_at IS NOT NULL;
WITH numbered AS (
    SELECT ticket_id, row_number() OVER (ORDER BY ticket_id) AS n
      FROM ticket_sla
     WHERE target = 'resolution'
     LIMIT :tickets)
UPDATE ticket_sla s
   SET state = 'running', is_open = true, stopped_at = NULL, breached_at = NULL, warned_at = s.started_at, warn_at = s.started_at,
       due_at = d.due, next_at = d.due
  FROM numbered n
 CROSS JOIN LATERAL (SELECT CASE WHEN n.n <= :due THEN now() + interval '1 second' * :lead + n.n * interval '1 second' * :seconds / :due
                                 ELSE now() + interval '1 day' END AS due) d
 WHERE s.ticket_id = n.ticket_id AND s.target = 'resolution';
COMMIT;
