-- The audit trail: append only, hash chained (docs/audit-trail.md), one chain per partition of the Kafka topic.

CREATE TABLE audit_logs (
    chain        integer     NOT NULL CHECK (chain >= 0),  -- the partition of the Kafka topic
    seq          bigint      NOT NULL CHECK (seq >= 1),    -- place in the chain, without gaps
    event_id     uuid        NOT NULL,
    recorded_at  timestamptz NOT NULL,                     -- the time inside the event's id, so a replay finds it again
    occurred_at  timestamptz NOT NULL,
    type         text        NOT NULL,
    entity       text        NOT NULL,
    entity_id    bigint      NOT NULL,
    ticket_id    bigint,
    version      bigint      NOT NULL,
    action       text        NOT NULL,
    actor_id     bigint,
    actor_role   text        NOT NULL,
    request_id   text        NOT NULL,
    kafka_offset bigint      NOT NULL,
    data         text,                                     -- as received; null once a person was erased from it
    data_hash    bytea       NOT NULL CHECK (octet_length(data_hash) = 32),
    prev_hash    bytea       NOT NULL CHECK (octet_length(prev_hash) = 32),
    row_hash     bytea       NOT NULL CHECK (octet_length(row_hash) = 32),
    audited_at   timestamptz NOT NULL,                     -- the only column outside the hash: it differs on a replay
    PRIMARY KEY (chain, seq, recorded_at),
    -- Exactly once, by the database: the second of two equal events can't be written, in whatever chain.
    CONSTRAINT audit_logs_event_once UNIQUE (event_id, recorded_at),
    -- The trail reads the data as jsonb, which takes less than JSON does: NUL characters, halves of surrogate pairs.
    CONSTRAINT audit_logs_data_readable CHECK (pg_input_is_valid(data, 'pg_catalog.jsonb'))
) PARTITION BY RANGE (recorded_at);

CREATE INDEX audit_logs_by_ticket ON audit_logs (ticket_id, version) WHERE ticket_id IS NOT NULL;
CREATE INDEX audit_logs_by_entity ON audit_logs (entity, entity_id, version);
CREATE INDEX audit_logs_by_actor ON audit_logs (actor_id, recorded_at) WHERE actor_id IS NOT NULL;
CREATE INDEX audit_logs_by_action ON audit_logs (action, recorded_at);

-- Where each chain stands, and what it has consumed: both move in the transaction that writes the rows.
CREATE TABLE chain_heads (
    chain       integer PRIMARY KEY CHECK (chain >= 0),
    seq         bigint  NOT NULL DEFAULT 0,
    hash        bytea   NOT NULL DEFAULT decode(repeat('00', 32), 'hex') CHECK (octet_length(hash) = 32),
    next_offset bigint  NOT NULL DEFAULT 0,                -- the first Kafka offset that is not yet consumed
    topic_id    text                                       -- offsets mean nothing in a topic that was made anew
);

-- A month's partition. The consumer may have one made, but owns none: an owner could drop it with all its rows.
CREATE FUNCTION ensure_partition(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS
$$
DECLARE
    starts timestamptz := date_trunc('month', month::timestamptz);
    ends   timestamptz := starts + interval '1 month';
    name   text        := format('audit_logs_%s', to_char(starts, 'YYYY_MM'));
BEGIN
    IF starts < '2020-01-01+00' OR ends > '2100-01-01+00' THEN
        RAISE EXCEPTION 'no partition is made for %', month USING ERRCODE = 'datetime_field_overflow';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('deskledger.audit.ensure_partition'));
    IF to_regclass(format('audit.%I', name)) IS NOT NULL THEN
        RETURN;
    END IF;
    -- Made apart and then attached: that holds up neither readers nor writers, as PARTITION OF would.
    EXECUTE format('CREATE TABLE audit.%I (LIKE audit.audit_logs INCLUDING ALL)', name);
    EXECUTE format('ALTER TABLE audit.audit_logs ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)',
                   name, starts, ends);
END
$$;
REVOKE ALL ON FUNCTION ensure_partition(date) FROM PUBLIC;

-- The contract with ticket-api: this view, and nothing behind it.
CREATE VIEW trail AS
SELECT chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, action,
       actor_id, actor_role, request_id,
       data::jsonb #>> '{request,ip}'         AS ip,
       data::jsonb #>> '{request,user_agent}' AS user_agent,
       data::jsonb -> 'changes'               AS changes,
       audited_at
  FROM audit_logs;

-- Least privilege: what is written stays. Only the heads move.
GRANT USAGE ON SCHEMA audit TO deskledger_audit, deskledger_api;
GRANT SELECT, INSERT ON audit_logs TO deskledger_audit;
GRANT SELECT, INSERT, UPDATE ON chain_heads TO deskledger_audit;
GRANT EXECUTE ON FUNCTION ensure_partition(date) TO deskledger_audit;
GRANT SELECT ON trail TO deskledger_api;
