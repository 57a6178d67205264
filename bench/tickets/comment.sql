\set id random(1, :tickets)
\set author random(2, 201)
BEGIN;
SELECT t.id, t.title, t.description, t.category, t.custom_fields, t.status, t.priority, t.initial_priority,
       t.creator_id, t.assignee_id, t.first_responder_id, t.resolved_assignee_id, t.reopen_count, t.version,
       t.created_at, t.updated_at, t.first_responded_at, t.resolved_at, t.closed_at, t.deleted_at
  FROM tickets t
 WHERE t.id = :id
   FOR NO KEY UPDATE;
WITH c AS (
    INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
    VALUES (:id, :author, 'Thank you for your patience. We have found the cause and a new version is on its way to you.', false, now(), now())
    RETURNING *)
SELECT c.*, u.full_name AS author_name
  FROM c
  JOIN users u ON u.id = c.author_id;
UPDATE tickets
   SET creator_id = creator_id, deleted_at = NULL, title = title, description = description, category = category,
       custom_fields = custom_fields, status = status, priority = priority, assignee_id = assignee_id,
       first_responder_id = first_responder_id, resolved_assignee_id = resolved_assignee_id, reopen_count = reopen_count,
       version = version + 1, updated_at = now(), first_responded_at = first_responded_at, resolved_at = resolved_at,
       closed_at = closed_at
 WHERE id = :id;
INSERT INTO bench_outbox (ticket_id, message_key, event_id, type, subject, occurred_at, actor, request_id, entity_version, data, appended_at)
SELECT e.ticket_id, e.message_key, e.event_id, e.type, e.subject, e.occurred_at, e.actor, e.request_id, e.entity_version, e.data, now()
  FROM unnest(ARRAY[:id]::bigint[], ARRAY[:id]::text[], ARRAY[gen_random_uuid()], ARRAY['io.deskledger.ticket.commented.v1'],
              ARRAY['tickets/' || :id], ARRAY[now()], ARRAY['users/1'], ARRAY['0192f0c1-2f5e-7b6a-8a8e-0123456789ab'],
              ARRAY[1]::bigint[], ARRAY[rpad('{"entity": "tickets"', 700, ' , "changes"')])
       WITH ORDINALITY AS e (ticket_id, message_key, event_id, type, subject, occurred_at, actor, request_id, entity_version, data, position)
 ORDER BY e.position;
COMMIT;
