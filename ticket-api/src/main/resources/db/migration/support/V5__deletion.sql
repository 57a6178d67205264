-- Tickets that are gone for good: what proves that none of their events is missing, and that a trail belongs to them.
CREATE TABLE ticket_tombstones (
    ticket_id     bigint      PRIMARY KEY,
    ticket_number text        NOT NULL,
    version       bigint      NOT NULL,         -- of the last event, which tells of the permanent deletion
    purged_at     timestamptz NOT NULL,
    purged_by     bigint      NOT NULL REFERENCES users (id)
);

-- The list of deleted tickets, newest first.
CREATE INDEX tickets_deleted ON tickets (created_at, id) WHERE deleted_at IS NOT NULL;

GRANT SELECT, INSERT ON ticket_tombstones TO deskledger_api;
