\set a random_exponential(1, :words, 8)
\set b random_exponential(1, :words, 8)
SELECT max(word) FILTER (WHERE n = :a) AS first, max(word) FILTER (WHERE n = :b) AS second FROM bench_words WHERE n IN (:a, :b) \gset
WITH given AS MATERIALIZED (
    SELECT place, search_fold(text) AS folded
      FROM unnest(ARRAY[:first, :second]) WITH ORDINALITY AS g (text, place)),
pieces AS MATERIALIZED (
    SELECT DISTINCT place, substr(piece, 1, 100) AS piece
      FROM given, regexp_split_to_table(folded, '[^a-z0-9]+') AS piece
     WHERE length(piece) >= 3),
terms AS (
    SELECT place,
           coalesce((SELECT string_agg(DISTINCT quote_literal(word), ' | ')
                       FROM ((SELECT word
                                FROM search_vocabulary
                               WHERE word LIKE '%' || piece || '%'
                               LIMIT 1001)
                             UNION ALL
                             (SELECT word
                                FROM (SELECT DISTINCT ticket_id FROM search_news) news
                                JOIN ticket_search s USING (ticket_id), unnest(tsvector_to_array(s.words)) AS word
                               WHERE word LIKE '%' || piece || '%'
                               LIMIT 1001)) found), quote_literal(piece)) AS words
      FROM given
      JOIN pieces USING (place))
SELECT coalesce(min(words) FILTER (WHERE place = 1), quote_literal(:first)) AS first_words,
       coalesce(min(words) FILTER (WHERE place = 2), quote_literal(:second)) AS second_words
  FROM terms \gset
WITH chosen AS MATERIALIZED (
    SELECT t.*
      FROM (SELECT s.ticket_id, s.created_at
              FROM ticket_search s
             WHERE NOT s.deleted AND s.content OPERATOR(support.~~#) ('%' || search_fold(:first) || '%')
               AND s.words @@ :first_words::tsquery AND s.content OPERATOR(support.~~#) ('%' || search_fold(:second) || '%')
               AND s.words @@ :second_words::tsquery
             ORDER BY s.created_at DESC, s.ticket_id DESC LIMIT 21) s
      JOIN tickets t ON t.id = s.ticket_id
     WHERE t.deleted_at IS NULL
     ORDER BY s.created_at DESC, s.ticket_id DESC),
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
