-- The summaries that reports read, and the queue of days that are to be computed again.
-- A day is a calendar day in the reporting zone (progress.zone). The figures are defined in docs/metrics.md.

-- Additive facts of a day. A row whose figures are all zero is not kept, so equal tickets give equal rows.
CREATE TABLE daily_ticket_facts (
    day            date   NOT NULL,
    priority       text   NOT NULL,           -- the ticket's priority now
    category       text   NOT NULL,           -- the ticket's category now; '' is none (a category is never empty)
    created        bigint NOT NULL,
    urgent_created bigint NOT NULL,           -- of created: those that were urgent at creation
    resolved       bigint NOT NULL,
    closed         bigint NOT NULL,
    reopened       bigint NOT NULL,
    PRIMARY KEY (day, priority, category)
);

-- The same, summed over a day: one small row a day, which is what keeps the running backlog below cheap.
CREATE TABLE daily_totals (
    day            date   PRIMARY KEY,
    created        bigint NOT NULL,
    urgent_created bigint NOT NULL,
    resolved       bigint NOT NULL,
    closed         bigint NOT NULL,
    reopened       bigint NOT NULL
);

-- A ticket is never resolved before it is created, so who is waiting at a day's end is the sum of all that came less
-- all that went. Summed when read: recomputing a past day touches no later row, and the sum can't be behind its days.
CREATE VIEW daily_trends AS
SELECT day, created, urgent_created, resolved, closed, reopened,
       CAST(sum(created - resolved) OVER (ORDER BY day) AS bigint) AS backlog
  FROM daily_totals;

-- Days whose rows may differ from the tickets. A mark raises the generation, so that one that comes while the day is
-- being computed is seen at the end and the day stays dirty.
CREATE TABLE dirty_days (
    day           date        PRIMARY KEY,
    generation    bigint      NOT NULL,
    marked_at     timestamptz NOT NULL,        -- the latest mark
    oldest_change timestamptz NOT NULL         -- the oldest recorded change that the day's rows may lack
);

-- One row: which zone the days are days of, and up to when the summaries are complete.
CREATE TABLE progress (
    one   boolean     PRIMARY KEY DEFAULT true CHECK (one),
    zone  text,                                -- null until a worker has started
    as_of timestamptz                          -- every change recorded before it is in the summaries; null: not known yet
) WITH (fillfactor = 50);
INSERT INTO progress DEFAULT VALUES;

CREATE VIEW status AS
SELECT zone, as_of, CAST((SELECT count(*) FROM dirty_days) AS integer) AS dirty_days
  FROM progress;

-- db-scheduler's table, as its version 16 wants it.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    state                text,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_execution ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);

GRANT USAGE ON SCHEMA analytics TO deskledger_analytics, deskledger_api;
GRANT SELECT, INSERT, UPDATE, DELETE ON daily_ticket_facts, daily_totals, dirty_days, scheduled_tasks
   TO deskledger_analytics;
GRANT SELECT, UPDATE ON progress TO deskledger_analytics;
GRANT SELECT ON daily_trends, status TO deskledger_analytics;
GRANT SELECT ON daily_ticket_facts, daily_totals, daily_trends, status TO deskledger_api;
