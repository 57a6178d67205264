\set status random(1, 5)
\set priority random(1, 4)
\set category random_exponential(1, 150, 4)
WITH chosen AS MATERIALIZED (
    SELECT t.*
      FROM ((SELECT t.* FROM tickets t
              WHERE t.deleted_at IS NULL AND t.priority_rank IN (:priority) AND t.category = 'category-' || :category
                AND t.status_rank = :status
              ORDER BY t.created_at DESC, t.id DESC LIMIT 21)) t
     ORDER BY t.created_at DESC, t.id DESC LIMIT 21),
page AS (
    SELECT *
      FROM (SELECT t.*, lead(true, 1, false) OVER w AS more,
                   sum(coalesce(t.bytes, 0)) OVER w - coalesce(t.bytes, 0) AS bytes_before
              FROM (SELECT t.*, octet_length(t.description) + octet_length(t.custom_fields::text) AS bytes FROM chosen t) t
            WINDOW w AS (ORDER BY created_at DESC, id DESC ROWS UNBOUNDED PRECEDING)) t
     WHERE bytes_before < 2097152
     ORDER BY created_at DESC, id DESC)
SELECT t.id, t.title, t.description, t.category, t.custom_fields, t.status, t.priority, t.initial_priority,
       t.creator_id, t.assignee_id, t.first_responder_id, t.resolved_assignee_id, t.reopen_count, t.version,
       t.created_at, t.updated_at, t.first_responded_at, t.resolved_at, t.closed_at, t.deleted_at,
       ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
              WHERE tt.ticket_id = t.id) AS tags,
       (SELECT string_agg(k.clock, '')
          FROM (SELECT DISTINCT ON (target)
                       record_send(ROW(target, policy_version_id, target_seconds, state, is_open, due_at, warn_at,
                                       stopped_at, counted_from)) AS clock
                  FROM ticket_sla
                 WHERE ticket_id = t.id
                 ORDER BY target DESC, cycle DESC) k) AS clocks
  FROM page t
 ORDER BY t.created_at DESC, t.id DESC;
