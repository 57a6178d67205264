-- Lists: every filter with every order. Priorities and statuses sort by what they mean, so they get a number.
ALTER TABLE tickets
    ADD COLUMN status_rank smallint NOT NULL GENERATED ALWAYS AS (CASE status
        WHEN 'open' THEN 1 WHEN 'in_progress' THEN 2 WHEN 'waiting_on_customer' THEN 3 WHEN 'resolved' THEN 4
        ELSE 5 END) STORED,
    ADD COLUMN priority_rank smallint NOT NULL GENERATED ALWAYS AS (CASE priority
        WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 ELSE 4 END) STORED;

-- A list without a status is merged from one list per status, so each of these serves it, too.
CREATE INDEX tickets_by_status_creation ON tickets (status_rank, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX tickets_by_status_priority ON tickets (status_rank, priority_rank, created_at, id)
    WHERE deleted_at IS NULL;
CREATE INDEX tickets_by_status_change ON tickets (status_rank, updated_at, id) WHERE deleted_at IS NULL;
CREATE INDEX tickets_by_category ON tickets (category, status_rank, created_at, id) WHERE deleted_at IS NULL;
-- "No assignee" is no value that an index on assignees could be ordered within.
CREATE INDEX tickets_unassigned ON tickets (created_at, id) WHERE assignee_id IS NULL AND deleted_at IS NULL;
DROP INDEX tickets_by_status;
