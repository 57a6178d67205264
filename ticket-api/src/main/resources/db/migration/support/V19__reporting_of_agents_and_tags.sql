-- What analytics-worker counts of agents and tags, by ticket: it reads both for the tickets of a day and for no others.
CREATE VIEW reporting_comments AS
SELECT c.ticket_id, c.author_id, u.role <> 'customer' AS by_staff
  FROM comments c
  JOIN users u ON u.id = c.author_id;

CREATE VIEW reporting_ticket_tags AS
SELECT ticket_id, tag_id
  FROM ticket_tags;

GRANT SELECT ON reporting_comments, reporting_ticket_tags TO deskledger_analytics;
