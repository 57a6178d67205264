-- What the desk knows of its people, by role: of customers the first three, of agents the others.
ALTER TABLE users
    ADD COLUMN company      text CHECK (length(company) BETWEEN 1 AND 200),
    ADD COLUMN industry     text CHECK (length(industry) BETWEEN 1 AND 100),
    ADD COLUMN account_type text CHECK (length(account_type) BETWEEN 1 AND 50),
    ADD COLUMN department   text CHECK (length(department) BETWEEN 1 AND 100),
    ADD COLUMN skills       text[],
    ADD COLUMN skill_level  integer CHECK (skill_level BETWEEN 1 AND 10),
    ADD COLUMN capacity     integer CHECK (capacity BETWEEN 0 AND 10000); -- how many open tickets; null: no limit

CREATE INDEX users_by_company ON users (lower(company), id) WHERE company IS NOT NULL;
CREATE INDEX users_by_skill ON users USING gin (skills) WHERE skills IS NOT NULL;
CREATE INDEX users_by_name ON users USING gin (search_fold(full_name || ' ' || email) public.gin_trgm_ops);
CREATE INDEX users_inactive ON users (id) WHERE NOT active;

-- How many open tickets each assignee has: the folded sum, and what has happened since. The sum of both is exact in every
-- snapshot. Changes are only ever inserted by those who change tickets, so that they don't wait for each other.
CREATE TABLE agent_loads (
    agent_id     bigint PRIMARY KEY REFERENCES users (id),
    open_tickets bigint NOT NULL,
    last_turn    bigint NOT NULL               -- id of the change that last gave the agent a ticket, 0 if none did
) WITH (fillfactor = 50);

CREATE TABLE agent_load_changes (
    id       bigint  GENERATED ALWAYS AS IDENTITY,
    agent_id bigint  NOT NULL,
    delta    integer NOT NULL,
    assigned boolean NOT NULL                  -- whether the agent was given a ticket
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
        autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);

INSERT INTO agent_loads (agent_id, open_tickets, last_turn)
SELECT assignee_id, count(*), 0
  FROM tickets
 WHERE assignee_id IS NOT NULL AND deleted_at IS NULL AND status IN ('open', 'in_progress', 'waiting_on_customer')
 GROUP BY assignee_id;

GRANT SELECT, INSERT, UPDATE, DELETE ON agent_loads, agent_load_changes TO deskledger_api;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA support TO deskledger_api;
