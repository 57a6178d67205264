-- Fills an empty desk with tickets for measurements. Run as the owner of schema support, after the API has migrated it:
--   psql -v tickets=1000000 -v days=1000 -v comments=3 -f bench/sql/load_tickets.sql "$DATABASE_URL"
-- Skewed like a real desk: 5 % open, 150 categories and 300 tags of falling popularity, a few customers with very many
-- tickets, words from everywhere to once. The same parameters give the same rows.
\set ON_ERROR_STOP on
\if :{?tickets} \else \set tickets 1000000 \endif
\if :{?days} \else \set days 1000 \endif
\if :{?comments} \else \set comments 3 \endif
\if :{?agents} \else \set agents 200 \endif
\if :{?customers} \else \set customers 20000 \endif
SET search_path = support;
SET synchronous_commit = off;
SET work_mem = '256MB';
SET max_parallel_workers_per_gather = 0;
SELECT setseed(0.42);

SELECT coalesce(max(id), 0) AS first_user FROM users \gset
INSERT INTO users (id, email, full_name, role, created_at, updated_at)
SELECT :first_user + n, CASE WHEN n <= :agents THEN 'agent' ELSE 'customer' END || n || '@bench.example',
       'Person ' || n, CASE WHEN n <= :agents THEN 'agent' ELSE 'customer' END, '2020-01-01Z', '2020-01-01Z'
  FROM generate_series(1, :agents + :customers) AS n;
SELECT setval(pg_get_serial_sequence('users', 'id'), max(id)) FROM users;

INSERT INTO tags (name, created_at)
SELECT 'bench-tag-' || n, '2020-01-01Z' FROM generate_series(1, 300) AS n
ON CONFLICT DO NOTHING;
SELECT min(id) AS first_tag FROM tags WHERE name = 'bench-tag-1' \gset

-- Small numbers are frequent words, large ones rare. Inlined, so that a million texts take minutes.
CREATE FUNCTION pg_temp.word(n int) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN n < 45 THEN ('{the,to,and,is,not,it,my,on,in,we,for,after,since,when,error,with,printer,account,'
        'password,login,invoice,screen,network,vpn,e-mail,server,update,please,cannot,refund,order,café,größe,straße,'
        'naïve,résumé,timeout,crash,slow,disk,backup,certificate,browser,permission,monitor}'::text[])[n + 1]
    ELSE substr('bcdfglmnprstvz', 1 + n % 14, 1) || substr('aeiou', 1 + n / 14 % 5, 1)
        || substr('lmnrst', 1 + n / 70 % 6, 1) || substr('aeiou', 1 + n / 420 % 5, 1)
        || substr('bdgkpt', 1 + n / 2100 % 6, 1) || substr('aeiouy', 1 + n / 12600 % 6, 1) END;

-- Indexes are built at the end, as they were.
CREATE TEMPORARY TABLE built_later AS
SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
  FROM pg_index
 WHERE indrelid IN ('tickets'::regclass, 'ticket_search'::regclass, 'ticket_tags'::regclass, 'search_vocabulary'::regclass) AND NOT indisunique;
SELECT 'DROP INDEX ' || name FROM built_later \gexec

SELECT coalesce(max(id), 0) AS first_ticket FROM tickets \gset
CREATE TEMPORARY TABLE loaded AS
SELECT :first_ticket + n AS id,
       timestamptz '2023-01-01Z' + n * (:days * interval '1 day' / :tickets) AS created_at,
       -- Open tickets are mostly young ones.
       CASE WHEN random() < CASE WHEN n > 0.9 * :tickets THEN 0.35 ELSE 0.0166 END THEN 1
            ELSE (ARRAY[2, 3, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5])[1 + floor(random() * 20)::int]
       END AS status,
       (ARRAY[1, 1, 2, 2, 2, 2, 2, 2, 3, 3])[1 + floor(random() * 10)::int] + (random() < 0.08)::int AS priority,
       1 + floor(150 * random() ^ 3)::int AS category,
       1 + :agents + floor(:customers * random() ^ 3)::int AS customer,
       1 + floor(:agents * random())::int AS agent,
       random() AS chance,
       random() * interval '20 days' AS took
  FROM generate_series(1, :tickets) AS n;

INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, category, custom_fields,
                     creator_id, assignee_id, first_responder_id, resolved_assignee_id, version, created_at,
                     updated_at, first_responded_at, resolved_at, closed_at)
SELECT l.id, 'TKT-' || to_char(l.created_at AT TIME ZONE 'UTC', 'YYYYMMDD') || '-' || lpad(l.id::text, 6, '0'),
       'Title ' || array_to_string(ARRAY(
           SELECT pg_temp.word(place)
             FROM (SELECT floor(20000 * random() ^ 6)::int AS place FROM generate_series(1, 4 + l.id % 4) OFFSET 0) AS places), ' '),
       'Case ref' || substr(md5(l.id::text), 1, 10) || ': ' || array_to_string(ARRAY(
           SELECT pg_temp.word(place)
             FROM (SELECT floor(20000 * random() ^ 4)::int AS place FROM generate_series(1, 25 + l.id % 40) OFFSET 0) AS places), ' '),
       (ARRAY['open', 'in_progress', 'waiting_on_customer', 'resolved', 'closed'])[l.status],
       (ARRAY['low', 'medium', 'high', 'urgent'])[l.priority], (ARRAY['low', 'medium', 'high', 'urgent'])[l.priority],
       'category-' || l.category, jsonb_build_object('site', 'S' || l.customer % 50),
       :first_user + l.customer,
       CASE WHEN l.status > 1 OR l.chance < 0.5 THEN :first_user + l.agent END,
       CASE WHEN l.status > 1 THEN :first_user + l.agent END,
       CASE WHEN l.status > 3 THEN :first_user + l.agent END,
       CASE WHEN l.status > 1 THEN 2 ELSE 1 END, l.created_at,
       l.created_at + CASE WHEN l.status > 1 THEN l.took ELSE interval '0' END,
       CASE WHEN l.status > 1 THEN l.created_at + l.took / 10 END,
       CASE WHEN l.status > 3 THEN l.created_at + l.took END, CASE WHEN l.status > 4 THEN l.created_at + l.took END
  FROM loaded AS l;
SELECT setval('ticket_ids', (max(id) / 50 + 2) * 50 + 1) FROM tickets;

INSERT INTO ticket_search (ticket_id, created_at, content)
SELECT id, created_at, search_content(ticket_number, title, description)
  FROM tickets
 WHERE id > :first_ticket;

INSERT INTO status_changes (ticket_id, version, from_status, to_status, actor_id, changed_at, reopened)
SELECT id, 2, 'open', status, assignee_id, updated_at, false
  FROM tickets
 WHERE id > :first_ticket AND status <> 'open';

-- A tenth of the tickets has no comment, the others share them; every fourth is internal.
INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
SELECT t.id, CASE WHEN n % 2 = 0 THEN t.creator_id ELSE coalesce(t.assignee_id, t.creator_id) END,
       'Comment ' || n || ' on ' || t.title, n % 4 = 3, t.created_at + n * interval '1 hour',
       t.created_at + n * interval '1 hour'
  FROM tickets AS t, generate_series(1, CASE WHEN t.id % 10 = 0 THEN 0 ELSE :comments END) AS n
 WHERE t.id > :first_ticket;

INSERT INTO ticket_tags (ticket_id, tag_id)
SELECT DISTINCT t.id, :first_tag + floor(300 * (abs(hashint8(t.id * 7 + n)) / 2147483648.0) ^ 3)::int
  FROM tickets AS t, generate_series(1, t.id % 4) AS n
 WHERE t.id > :first_ticket;

SELECT definition FROM built_later \gexec
INSERT INTO search_vocabulary (word)
SELECT DISTINCT word
  FROM ticket_search, unnest(tsvector_to_array(words)) AS word
 WHERE word ~ '[a-z0-9]{3}'
ON CONFLICT DO NOTHING;
VACUUM ANALYZE search_vocabulary, tickets, ticket_search, ticket_tags, tags, comments, users, status_changes;
