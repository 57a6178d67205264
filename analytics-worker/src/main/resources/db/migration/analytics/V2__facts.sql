-- Facts of a day by what they can be split by, all of them additive: any range is a sum. Times are sums of microseconds.
-- What is dated by the creation of the tickets says how they stand now: the day is computed again when that changes.
DROP VIEW daily_trends;
DROP TABLE daily_ticket_facts, daily_totals;

CREATE TABLE daily_ticket_facts (
    day                     date    NOT NULL,
    priority                text    NOT NULL, -- the ticket's priority now
    category                text    NOT NULL, -- the ticket's category now; '' is none (a category is never empty)
    created                 bigint  NOT NULL,
    urgent_created          bigint  NOT NULL, -- of created: those that were urgent at creation
    resolved                bigint  NOT NULL,
    closed                  bigint  NOT NULL,
    reopened                bigint  NOT NULL,
    first_responses         bigint  NOT NULL,
    resolution_micros       numeric NOT NULL, -- from creation to resolution, of resolved
    first_response_micros   numeric NOT NULL, -- from creation to the first response, of first_responses
    now_open                bigint  NOT NULL, -- of created: by the status now
    now_in_progress         bigint  NOT NULL,
    now_waiting_on_customer bigint  NOT NULL,
    now_resolved            bigint  NOT NULL,
    now_closed              bigint  NOT NULL,
    now_unassigned          bigint  NOT NULL, -- of created: neither resolved nor given to anybody
    cohort_micros           numeric NOT NULL, -- from creation to resolution, of created that are resolved or closed now
    resolved_in_1d          bigint  NOT NULL, -- of created: resolved now, within so many times 24 hours of the creation
    resolved_in_3d          bigint  NOT NULL,
    resolved_in_7d          bigint  NOT NULL,
    resolved_in_14d         bigint  NOT NULL,
    resolved_in_30d         bigint  NOT NULL,
    resolved_in_90d         bigint  NOT NULL,
    PRIMARY KEY (day, priority, category)
);

-- The same, summed over a day: one small row a day, which is what keeps long ranges and the running backlog cheap.
CREATE TABLE daily_totals (
    day                     date    PRIMARY KEY,
    created                 bigint  NOT NULL,
    urgent_created          bigint  NOT NULL,
    resolved                bigint  NOT NULL,
    closed                  bigint  NOT NULL,
    reopened                bigint  NOT NULL,
    first_responses         bigint  NOT NULL DEFAULT 0,
    resolution_micros       numeric NOT NULL DEFAULT 0,
    first_response_micros   numeric NOT NULL DEFAULT 0,
    now_open                bigint  NOT NULL DEFAULT 0,
    now_in_progress         bigint  NOT NULL DEFAULT 0,
    now_waiting_on_customer bigint  NOT NULL DEFAULT 0,
    now_resolved            bigint  NOT NULL DEFAULT 0,
    now_closed              bigint  NOT NULL DEFAULT 0,
    now_unassigned          bigint  NOT NULL DEFAULT 0,
    cohort_micros           numeric NOT NULL DEFAULT 0,
    resolved_in_1d          bigint  NOT NULL DEFAULT 0,
    resolved_in_3d          bigint  NOT NULL DEFAULT 0,
    resolved_in_7d          bigint  NOT NULL DEFAULT 0,
    resolved_in_14d         bigint  NOT NULL DEFAULT 0,
    resolved_in_30d         bigint  NOT NULL DEFAULT 0,
    resolved_in_90d         bigint  NOT NULL DEFAULT 0,
    now_low                 bigint  NOT NULL DEFAULT 0, -- of created: by the priority now
    now_medium              bigint  NOT NULL DEFAULT 0,
    now_high                bigint  NOT NULL DEFAULT 0,
    now_urgent              bigint  NOT NULL DEFAULT 0
);

-- A ticket is never resolved before it is created, so who is waiting at a day's end is the sum of all that came less
-- all that went. Summed when read: recomputing a past day touches no later row, and the sum can't be behind its days.
CREATE VIEW daily_trends AS
SELECT day, created, urgent_created, resolved, closed, reopened,
       CAST(sum(created - resolved) OVER (ORDER BY day) AS bigint) AS backlog
  FROM daily_totals;

CREATE TABLE daily_agent_facts (
    day                   date    NOT NULL,
    agent_id              bigint  NOT NULL,
    assigned              bigint  NOT NULL, -- tickets created that day which the agent has now
    assigned_resolved     bigint  NOT NULL, -- of assigned: resolved or closed now
    resolved              bigint  NOT NULL, -- credited to the assignee at the time of resolution
    closed                bigint  NOT NULL, -- credited likewise
    resolution_micros     numeric NOT NULL,
    first_responses       bigint  NOT NULL, -- credited to the author
    first_response_micros numeric NOT NULL,
    comments              bigint  NOT NULL, -- the agent's, on tickets created that day
    PRIMARY KEY (day, agent_id)
);

CREATE TABLE daily_tag_facts (
    day              date    NOT NULL,
    tag_id           bigint  NOT NULL,
    created          bigint  NOT NULL,
    created_resolved bigint  NOT NULL, -- of created: resolved or closed now
    cohort_micros    numeric NOT NULL,
    PRIMARY KEY (day, tag_id)
);

-- How long things took, as DDSketch counts it: bucket i holds the durations in (g^(i-1), g^i] microseconds with
-- g = 1.01 / 0.99, bucket -1 those of no time at all. Counts add up, so percentiles of any range are a sum, too.
CREATE TABLE duration_buckets (
    day       date      NOT NULL,
    metric    text      NOT NULL CHECK (metric IN ('resolution', 'first_response')),
    dimension text      NOT NULL CHECK (dimension IN ('all', 'priority', 'category', 'agent')),
    value     text      NOT NULL,             -- which priority, category or agent; '' for all
    total     bigint    NOT NULL,
    micros    numeric   NOT NULL,
    buckets   integer[] NOT NULL,             -- ascending
    counts    bigint[]  NOT NULL,             -- of each bucket
    PRIMARY KEY (metric, dimension, day, value)
);
CREATE INDEX duration_buckets_by_day ON duration_buckets (day);

-- Why a day is computed again: the first mark since it was last right.
ALTER TABLE dirty_days ADD COLUMN cause text NOT NULL DEFAULT '';

-- When each day was last brought to what the tickets say, whether that changed a row or not.
CREATE TABLE computed_days (
    day         date        PRIMARY KEY,
    computed_at timestamptz NOT NULL
);

-- Figures of a day that was over and complete, and said something else later: what reports showed before and after.
CREATE TABLE restatements (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    day         date        NOT NULL,
    restated_at timestamptz NOT NULL,
    cause       text        NOT NULL,
    old_figures jsonb       NOT NULL,          -- those that differ, by name
    new_figures jsonb       NOT NULL
);
CREATE INDEX restatements_by_day ON restatements (day, id);

-- Every day is to be computed anew, as on a first start.
UPDATE progress SET zone = NULL, as_of = NULL;
DELETE FROM dirty_days;

GRANT SELECT, INSERT, UPDATE, DELETE ON daily_ticket_facts, daily_totals, daily_agent_facts, daily_tag_facts,
      duration_buckets, computed_days TO deskledger_analytics;
GRANT SELECT, INSERT ON restatements TO deskledger_analytics;
GRANT SELECT ON daily_trends TO deskledger_analytics;
GRANT SELECT ON daily_ticket_facts, daily_totals, daily_trends, daily_agent_facts, daily_tag_facts, duration_buckets,
      restatements TO deskledger_api;
