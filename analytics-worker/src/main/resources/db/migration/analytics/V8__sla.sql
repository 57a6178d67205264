-- Promises kept and broken, by day: additive facts like the others. What a ticket was held to stands in its policy version,
-- which never changes, so no change of a policy or calendar alters a row.
CREATE TABLE daily_sla_facts (
    day               date   NOT NULL,
    target            text   NOT NULL CHECK (target IN ('first_response', 'next_response', 'resolution')),
    policy_version_id bigint NOT NULL,
    target_seconds    bigint NOT NULL,
    priority          text   NOT NULL,        -- the ticket's priority now
    agent_id          bigint NOT NULL,        -- who is credited; 0: nobody
    met               bigint NOT NULL,        -- fulfilled that day, in time
    missed            bigint NOT NULL,        -- fulfilled that day, too late
    open_late         bigint NOT NULL,        -- due that day, and not fulfilled yet
    PRIMARY KEY (day, target, policy_version_id, target_seconds, priority, agent_id)
);

-- On which days a ticket is counted whose events do not name them: that of a due time which passed, those of earlier
-- questions. So whatever happens to the ticket, even its removal, finds the days to compute again.
CREATE TABLE sla_ticket_days (
    day       date   NOT NULL,
    ticket_id bigint NOT NULL,
    PRIMARY KEY (day, ticket_id)
);
CREATE INDEX sla_ticket_days_by_ticket ON sla_ticket_days (ticket_id);

-- Tickets that were there before service levels get their clocks in the background and leave no event then: every day is
-- computed again once, when that is done.
ALTER TABLE progress ADD COLUMN sla_filled boolean NOT NULL DEFAULT false;

GRANT SELECT, INSERT, UPDATE, DELETE ON daily_sla_facts, sla_ticket_days TO deskledger_analytics;
GRANT SELECT ON daily_sla_facts TO deskledger_api;
