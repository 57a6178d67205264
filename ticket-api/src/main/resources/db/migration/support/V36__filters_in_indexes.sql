-- Lists narrowed down further, such as an agent's open tickets: a status or a priority behind the order of an index is
-- looked at in the index, and the table is read for the tickets of the page alone. Before each of the agent's tickets was
-- read from it, and those of years are closed.
CREATE INDEX tickets_by_assignee_filtered ON tickets (assignee_id, created_at, id, status_rank, priority_rank)
    WHERE deleted_at IS NULL;
CREATE INDEX tickets_by_creator_filtered ON tickets (creator_id, created_at, id, status_rank, priority_rank)
    WHERE deleted_at IS NULL;
CREATE INDEX tickets_by_category_filtered ON tickets (category, status_rank, created_at, id, priority_rank)
    WHERE deleted_at IS NULL;
CREATE INDEX tickets_unassigned_filtered ON tickets (created_at, id, status_rank, priority_rank)
    WHERE assignee_id IS NULL AND deleted_at IS NULL;
