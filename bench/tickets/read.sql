\set id random(1, :tickets)
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
  FROM tickets t
 WHERE t.id = :id AND t.deleted_at IS NULL;
