-- The tickets that an agent is credited with, in the order of the list: a report's figure leads to them.
CREATE INDEX tickets_by_resolver ON tickets (resolved_assignee_id, created_at, id)
    WHERE resolved_assignee_id IS NOT NULL AND deleted_at IS NULL;
