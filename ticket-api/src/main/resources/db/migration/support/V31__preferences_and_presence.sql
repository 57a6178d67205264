-- What a person wants to see in the list of tickets; null for what is usual.
ALTER TABLE users ADD COLUMN queue_columns text[]
    CHECK (queue_columns <@ ARRAY['number', 'tags', 'requester', 'assignee', 'sla', 'created_at', 'resolved_at', 'updated_at']);

-- Who has the page of a ticket open, by the instance of ticket-api that serves them. Not logged: a crash of the database
-- takes nothing along that an instance does not say again a second later. Who is listed by an instance that no longer
-- says it is alive is not there.
CREATE UNLOGGED TABLE presence_instances (
    id          uuid        PRIMARY KEY,
    alive_until timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE UNLOGGED TABLE ticket_viewers (
    instance  uuid   NOT NULL,
    ticket_id bigint NOT NULL,
    user_id   bigint NOT NULL,
    PRIMARY KEY (instance, ticket_id, user_id)
);
CREATE INDEX ticket_viewers_by_ticket ON ticket_viewers (ticket_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON presence_instances, ticket_viewers TO deskledger_api;
