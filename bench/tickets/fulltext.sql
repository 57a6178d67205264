\set a random_exponential(1, :words, 8)
\set b random_exponential(1, :words, 8)
SELECT max(word) FILTER (WHERE n = :a) AS first, max(word) FILTER (WHERE n = :b) AS second FROM bench_words WHERE n IN (:a, :b) \gset
SELECT search_fold(text) AS folded
  FROM unnest(ARRAY[:first, :second]) WITH ORDINALITY AS given (text, place)
 ORDER BY place;
WITH page AS MATERIALIZED (
    SELECT t.* FROM tickets t JOIN ticket_search s ON s.ticket_id = t.id
     WHERE t.deleted_at IS NULL AND (s.content LIKE '%' || :first || '%') AND (s.content LIKE '%' || :second || '%')
     ORDER BY t.created_at DESC, t.id DESC LIMIT 21)
SELECT t.id, t.title, t.description, t.category, t.custom_fields, t.status, t.priority, t.initial_priority,
       t.creator_id, t.assignee_id, t.first_responder_id, t.resolved_assignee_id, t.reopen_count, t.version,
       t.created_at, t.updated_at, t.first_responded_at, t.resolved_at, t.closed_at, t.deleted_at,
       ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
              WHERE tt.ticket_id = t.id ORDER BY g.name) AS tags,
       c.full_name AS creator_name, c.email AS creator_email, a.full_name AS assignee_name, a.email AS assignee_email
  FROM page t
  JOIN users c ON c.id = t.creator_id
  LEFT JOIN users a ON a.id = t.assignee_id
 ORDER BY t.created_at DESC, t.id DESC;
