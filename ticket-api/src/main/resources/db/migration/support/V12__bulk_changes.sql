-- What a bulk change did, for as long as it can be undone.
CREATE TABLE bulk_changes (
    id         uuid        PRIMARY KEY,
    action     text        NOT NULL,
    request_id text        NOT NULL,           -- what the events of the change name
    changed    integer     NOT NULL,
    made_by    bigint      NOT NULL REFERENCES users (id),
    made_at    timestamptz NOT NULL,
    undone_at  timestamptz
);
CREATE INDEX bulk_changes_by_time ON bulk_changes (made_at);

-- The changed fields of each ticket, before and after. A ticket that is gone for good takes its rows along.
CREATE TABLE bulk_change_tickets (
    ticket_id bigint NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    bulk_id   uuid   NOT NULL,
    version   bigint NOT NULL,                 -- the ticket's version that the bulk change made
    changes   jsonb  NOT NULL,
    PRIMARY KEY (ticket_id, bulk_id)
);
CREATE INDEX bulk_change_tickets_by_bulk ON bulk_change_tickets (bulk_id, ticket_id);

-- A move that was taken back, and the move that took it back: neither counts for anything, and history goes without them.
ALTER TABLE status_changes ADD COLUMN undone boolean NOT NULL DEFAULT false;

GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_changes, bulk_change_tickets TO deskledger_api;
