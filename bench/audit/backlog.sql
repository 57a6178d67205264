-- Changes some tickets as often as it takes, in one transaction: all events come into the outbox at one moment, each as a comment leaves it.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SELECT ceil(:events / least(:events, :tickets)::numeric)::int AS each \gset
CREATE FUNCTION pg_temp.json(at timestamptz) RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce(to_json(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text, 'null');
BEGIN;
CREATE TEMPORARY TABLE chosen ON COMMIT DROP AS
SELECT id, version, created_at,
       format('"ticket":{"created_at":%s,"first_responded_at":%s,"resolved_at":%s,"closed_at":%s,"deleted_at":null,"status":"%s",'
              '"priority":"%s","category":%s,"creator_id":%s,"assignee_id":%s}',
              pg_temp.json(created_at), pg_temp.json(first_responded_at), pg_temp.json(resolved_at), pg_temp.json(closed_at), status,
              priority, coalesce(to_json(category)::text, 'null'), creator_id, coalesce(assignee_id::text, 'null')) AS snapshot
  FROM tickets
 WHERE deleted_at IS NULL
 ORDER BY md5(id::text || :'request')
 LIMIT :events / :each;
INSERT INTO outbox (ticket_id, message_key, event_id, type, subject, occurred_at, actor, request_id, entity_version, data, appended_at)
SELECT c.id, c.id, uuidv7(), 'io.deskledger.ticket.commented.v1', 'tickets/' || c.id, now(), 'users/1', :'request', c.version + n,
       format('{"entity":"tickets","id":%s,"version":%s,"action":"COMMENT","changes":{"comment":{"from":null,"to":{"id":%s,"author_id":1,'
              '"content":"Thank you for your patience. We have found the cause and a new version is on its way to you.","is_internal":false}}},'
              '"actor":{"id":1,"role":"admin"},"request":{"id":"%s","ip":"192.0.2.7","user_agent":"bench"},%s}',
              c.id, c.version + n, n, :'request', c.snapshot),
       now()
  FROM chosen c, generate_series(1, :each) AS n
 ORDER BY n, c.id;
UPDATE tickets t SET version = t.version + :each, updated_at = now() FROM chosen c WHERE t.id = c.id;
COMMIT;
