-- The tables that people read of agents and cohorts, made by schedule for periods that are over. Derived of the days' facts
-- and of nothing else, so they may be behind them: a period keeps the digest of the facts that it was made of, and who
-- reads it compares that with the facts' digest now. What differs is read from the facts until it is made again.
ALTER TABLE computed_days
    ADD COLUMN ranking_digest numeric NOT NULL DEFAULT 0, -- of what rankings are made of; changes whenever that does
    ADD COLUMN cohort_digest  numeric NOT NULL DEFAULT 0; -- of what cohorts are made of, likewise

-- Days that were over and complete, and whose periods were made then: none is left out, whoever was away.
CREATE TABLE closed_days (
    day       date        PRIMARY KEY,
    closed_at timestamptz NOT NULL
);

CREATE TABLE periods (
    period         text        NOT NULL CHECK (period IN ('day', 'week', 'month', '7d', '30d', '90d')),
    first_day      date        NOT NULL,
    last_day       date        NOT NULL,
    previous_day   date        NOT NULL,  -- the first of as many days right before; previous ranks are of those
    min_sample     integer     NOT NULL,  -- agents who have resolved fewer are listed without a rank
    made_at        timestamptz NOT NULL,
    ranking_digest numeric     NOT NULL,  -- of the days from previous_day to last_day
    cohort_digest  numeric     NOT NULL,  -- of the days from first_day to last_day
    PRIMARY KEY (period, last_day)
);
CREATE INDEX periods_by_days ON periods (first_day, last_day);

CREATE TABLE agent_rankings (
    period                text    NOT NULL,
    last_day              date    NOT NULL,
    metric                text    NOT NULL,
    agent_id              bigint  NOT NULL,
    rank                  bigint,         -- null: too small a sample, or without the figure
    previous_rank         bigint,
    resolved              bigint  NOT NULL,
    resolution_micros     numeric NOT NULL,
    first_responses       bigint  NOT NULL,
    first_response_micros numeric NOT NULL,
    PRIMARY KEY (period, last_day, metric, agent_id),
    FOREIGN KEY (period, last_day) REFERENCES periods ON DELETE CASCADE
);

CREATE TABLE cohort_resolution (
    period          text    NOT NULL,
    last_day        date    NOT NULL,
    kind            text    NOT NULL CHECK (kind IN ('category', 'priority', 'tag', 'created_week')),
    cohort          text    NOT NULL,     -- category ('' is none), priority, id of the tag, or Monday of the week
    total           bigint  NOT NULL,
    resolved        bigint  NOT NULL,
    micros          numeric NOT NULL,
    resolved_in_1d  bigint,               -- null for tags
    resolved_in_3d  bigint,
    resolved_in_7d  bigint,
    resolved_in_14d bigint,
    resolved_in_30d bigint,
    resolved_in_90d bigint,
    PRIMARY KEY (period, last_day, kind, cohort),
    FOREIGN KEY (period, last_day) REFERENCES periods ON DELETE CASCADE
);

COMMENT ON TABLE duration_months IS 'Sums of the days of a calendar month, written with every day that is computed';

GRANT SELECT, INSERT, UPDATE, DELETE ON closed_days, periods, agent_rankings, cohort_resolution TO deskledger_analytics;
GRANT SELECT ON computed_days, periods, agent_rankings, cohort_resolution TO deskledger_api;
