-- Proof that the summaries equal the tickets: every run that held them against raw counts, and what it found.
CREATE TABLE reconciliations (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    cause       text        NOT NULL CHECK (cause IN ('scheduled', 'requested')),
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,                   -- null: still running, or given up
    days        integer     NOT NULL DEFAULT 0,
    drifts      integer     NOT NULL DEFAULT 0
);

CREATE TABLE drifts (
    reconciliation_id bigint  NOT NULL REFERENCES reconciliations (id) ON DELETE CASCADE,
    day               date    NOT NULL,
    table_name        text    NOT NULL,
    row_key           text    NOT NULL,        -- within the day
    figure            text    NOT NULL,
    stored            text    NOT NULL,
    actual            text    NOT NULL,        -- what the tickets said
    PRIMARY KEY (reconciliation_id, day, table_name, row_key, figure)
);

-- db-scheduler's table for what runs by the clock, apart from the queue of days: neither waits for the other.
CREATE TABLE scheduled_jobs (LIKE scheduled_tasks INCLUDING ALL);

CREATE VIEW last_reconciliation AS
SELECT id, cause, started_at, finished_at, days, drifts
  FROM reconciliations
 WHERE finished_at IS NOT NULL
 ORDER BY id DESC
 LIMIT 1;

GRANT SELECT, INSERT, UPDATE, DELETE ON reconciliations, drifts, scheduled_jobs TO deskledger_analytics;
GRANT SELECT ON reconciliations, drifts, last_reconciliation TO deskledger_api;
