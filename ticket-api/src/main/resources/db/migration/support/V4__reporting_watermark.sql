-- What analytics-worker has to know before it says how far the summaries are complete: when the oldest change was recorded
-- that has not left the outbox. Ids follow the times but for transactions that ran side by side, so the oldest is among
-- the first; looking no further keeps this cheap while a backlog waits for the broker.
CREATE VIEW reporting_outbox_oldest AS
SELECT appended_at
  FROM (SELECT appended_at FROM outbox ORDER BY id LIMIT 1000) first_rows
 ORDER BY appended_at
 LIMIT 1;

-- When tickets were reopened, the deleted ones too: a deletion takes their reopenings out of those days.
CREATE VIEW reporting_reopenings AS
SELECT ticket_id, changed_at
  FROM status_changes
 WHERE reopened;

GRANT SELECT ON reporting_outbox_oldest, reporting_reopenings TO deskledger_analytics;
