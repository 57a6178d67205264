-- Who relays the outbox. The advisory lock decides; this row tells the others that the holder is alive, because a frozen
-- process keeps its session, and with it the lock.
CREATE TABLE relay_leader (
    singleton    boolean     PRIMARY KEY DEFAULT true CHECK (singleton),
    instance     uuid        NOT NULL,
    backend_pid  integer     NOT NULL,
    heartbeat_at timestamptz NOT NULL
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE ON relay_leader TO deskledger_api;
