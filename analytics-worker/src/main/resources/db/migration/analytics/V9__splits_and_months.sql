-- What a report sums up it reads from rows that are split by nothing else, and for whole months from the months' sums: a year
-- of any report is a few thousand rows. Decision 17.

-- The facts of tickets by one thing at a time.
CREATE TABLE daily_split_facts (LIKE daily_ticket_facts);
ALTER TABLE daily_split_facts DROP COLUMN priority, DROP COLUMN category,
    ADD COLUMN kind  text NOT NULL CHECK (kind IN ('priority', 'category')),
    ADD COLUMN value text NOT NULL,                -- which priority or category; '' is no category
    ADD PRIMARY KEY (kind, value, day);
CREATE INDEX daily_split_facts_by_day ON daily_split_facts (kind, day);
-- Trends of a category and a priority.
CREATE INDEX daily_ticket_facts_by_split ON daily_ticket_facts (category, priority, day);

-- Promises without agents, who have theirs among their own facts. In place of daily_sla_facts, which an older version may
-- still read while the services are upgraded one by one; a later migration drops it.
CREATE TABLE daily_sla_totals (
    day               date   NOT NULL,
    target            text   NOT NULL CHECK (target IN ('first_response', 'next_response', 'resolution')),
    policy_version_id bigint NOT NULL,
    target_seconds    bigint NOT NULL,
    priority          text   NOT NULL,        -- the ticket's priority now
    met               bigint NOT NULL,        -- fulfilled that day, in time
    missed            bigint NOT NULL,        -- fulfilled that day, too late
    open_late         bigint NOT NULL,        -- due that day, and not fulfilled yet
    PRIMARY KEY (target, day, policy_version_id, target_seconds, priority)
);
CREATE INDEX daily_sla_totals_by_day ON daily_sla_totals (day);
ALTER TABLE daily_agent_facts
    ADD COLUMN sla_met      bigint NOT NULL DEFAULT 0,  -- resolutions in time: credited to the assignee at the time of resolution
    ADD COLUMN sla_promised bigint NOT NULL DEFAULT 0;  -- those, those too late, and those due that day which are not resolved yet

-- Sums of the days of a calendar month, written with every day that is computed. Month is its first day.
CREATE TABLE monthly_split_facts (LIKE daily_split_facts);
ALTER TABLE monthly_split_facts RENAME COLUMN day TO month;
ALTER TABLE monthly_split_facts ADD PRIMARY KEY (kind, month, value), ADD CHECK (extract(day FROM month) = 1);
CREATE TABLE monthly_agent_facts (LIKE daily_agent_facts);
ALTER TABLE monthly_agent_facts RENAME COLUMN day TO month;
ALTER TABLE monthly_agent_facts ADD PRIMARY KEY (month, agent_id), ADD CHECK (extract(day FROM month) = 1);
CREATE TABLE monthly_tag_facts (LIKE daily_tag_facts);
ALTER TABLE monthly_tag_facts RENAME COLUMN day TO month;
ALTER TABLE monthly_tag_facts ADD PRIMARY KEY (month, tag_id), ADD CHECK (extract(day FROM month) = 1);

-- The worker computes every day again when it starts.
UPDATE progress SET zone = NULL, as_of = NULL;
DELETE FROM dirty_days;

GRANT SELECT, INSERT, UPDATE, DELETE ON daily_split_facts, daily_sla_totals, monthly_split_facts, monthly_agent_facts,
      monthly_tag_facts TO deskledger_analytics;
GRANT SELECT ON daily_split_facts, daily_sla_totals, monthly_split_facts, monthly_agent_facts, monthly_tag_facts
   TO deskledger_api;
