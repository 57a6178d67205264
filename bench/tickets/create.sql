\set category random_exponential(1, 150, 4)
\set word random(1, 100000)
\set creator random(202, 20000)
SELECT nextval('ticket_ids') AS id \gset
BEGIN;
WITH made AS (
    INSERT INTO tickets (id, ticket_number, title, description, category, custom_fields, status, priority,
                         initial_priority, creator_id, assignee_id, version, created_at, updated_at)
    VALUES (:id, 'TKT-20260101-' || :id, 'Title the printer is not w' || :word,
            'Case: the to and is not it my on in we for after since when error with printer account password w' || :word
            || ' login invoice screen network vpn e-mail server update please cannot refund order', 'category-' || :category, '{}', 'open', 'medium',
            'medium', :creator, NULL, 1, now(), now())
    RETURNING id, created_at, ticket_number, title, description),
found AS (
    INSERT INTO ticket_search (ticket_id, created_at, content)
    SELECT id, created_at, search_content(ticket_number, title, description)
      FROM made)
INSERT INTO search_news (ticket_id)
SELECT id
  FROM made;
INSERT INTO bench_outbox (ticket_id, message_key, event_id, type, subject, occurred_at, actor, request_id, entity_version, data, appended_at)
SELECT e.ticket_id, e.message_key, e.event_id, e.type, e.subject, e.occurred_at, e.actor, e.request_id, e.entity_version, e.data, now()
  FROM unnest(ARRAY[:id]::bigint[], ARRAY[:id]::text[], ARRAY[gen_random_uuid()], ARRAY['io.deskledger.ticket.created.v1'],
              ARRAY['tickets/' || :id], ARRAY[now()], ARRAY['users/1'], ARRAY['0192f0c1-2f5e-7b6a-8a8e-0123456789ab'],
              ARRAY[1]::bigint[], ARRAY[rpad('{"entity": "tickets"', 900, ' , "changes"')])
       WITH ORDINALITY AS e (ticket_id, message_key, event_id, type, subject, occurred_at, actor, request_id, entity_version, data, position)
 ORDER BY e.position;
INSERT INTO ticket_sla AS s
       (ticket_id, target, cycle, policy_version_id, target_seconds, state, is_open, started_at, counted_from,
        due_at, warn_at, next_at, warned_at, breached_at, stopped_at)
SELECT *
  FROM unnest(ARRAY[:id, :id]::bigint[], ARRAY['first_response', 'resolution']::text[], ARRAY[1, 1]::integer[], ARRAY[1, 1]::bigint[],
              ARRAY[28800, 259200]::bigint[], ARRAY['running', 'running']::text[], ARRAY[true, true]::boolean[],
              ARRAY[now(), now()]::timestamptz[], ARRAY[now(), now()]::timestamptz[],
              ARRAY[now() + interval '8 hours', now() + interval '3 days']::timestamptz[],
              ARRAY[now() + interval '384 minutes', now() + interval '3456 minutes']::timestamptz[],
              ARRAY[now() + interval '384 minutes', now() + interval '3456 minutes']::timestamptz[],
              ARRAY[NULL, NULL]::timestamptz[], ARRAY[NULL, NULL]::timestamptz[], ARRAY[NULL, NULL]::timestamptz[]);
COMMIT;
