-- Any range reads at most eleven months, ten fives of days and ten days a year: sums of five days of a calendar month
-- beside those of the month, and durations packed, so that a row is all that a report needs of a span. Decisions 17 and 42.

-- A five begins on the 1st, 6th, 11th, 16th, 21st or 26th; the last one of a month goes on to the month's end.
CREATE TABLE five_split_facts (LIKE monthly_split_facts);
ALTER TABLE five_split_facts RENAME COLUMN month TO five;
ALTER TABLE five_split_facts ADD PRIMARY KEY (kind, five, value),
    ADD CHECK (extract(day FROM five) IN (1, 6, 11, 16, 21, 26));
CREATE TABLE five_agent_facts (LIKE monthly_agent_facts);
ALTER TABLE five_agent_facts RENAME COLUMN month TO five;
ALTER TABLE five_agent_facts ADD PRIMARY KEY (five, agent_id),
    ADD CHECK (extract(day FROM five) IN (1, 6, 11, 16, 21, 26));
CREATE TABLE five_tag_facts (LIKE monthly_tag_facts);
ALTER TABLE five_tag_facts RENAME COLUMN month TO five;
ALTER TABLE five_tag_facts ADD PRIMARY KEY (five, tag_id),
    ADD CHECK (extract(day FROM five) IN (1, 6, 11, 16, 21, 26));

-- The buckets of all tickets, or of all categories, in one row. For each of keys, one after the other: entries of three
-- bytes, which are a bucket and one (two bytes, the higher first) and how many durations it holds (1 to 255; more are
-- entries more), and then ff ff 00.
CREATE TABLE duration_sketches (
    span      text    NOT NULL CHECK (span IN ('day', 'five', 'month')),
    first_day date    NOT NULL,
    metric    text    NOT NULL CHECK (metric IN ('resolution', 'first_response')),
    dimension text    NOT NULL CHECK (dimension IN ('all', 'category')),
    total     bigint  NOT NULL,
    micros    numeric NOT NULL,
    keys      jsonb   NOT NULL,               -- an array: '' for all, or the categories
    data      bytea   NOT NULL,
    PRIMARY KEY (span, metric, dimension, first_day)
);
-- Packed already: to compress it costs more than it saves.
ALTER TABLE duration_sketches ALTER COLUMN data SET STORAGE EXTERNAL;

-- What a dashboard shows: told by the sweep of service levels, so no report has to look at the clocks.
ALTER TABLE daily_totals
    ADD COLUMN now_overdue bigint NOT NULL DEFAULT 0; -- of created: not resolved, and known to be past the target

-- By which version of the summaries a day was computed last, and when. A worker of an older version knows neither column:
-- it is found out by the other time, and the day is computed again.
ALTER TABLE computed_days
    ADD COLUMN made_by integer NOT NULL DEFAULT 0,
    ADD COLUMN made_at timestamptz;
CREATE VIEW outdated_days AS
SELECT day, made_at FROM computed_days WHERE made_by < 10 OR made_at IS DISTINCT FROM computed_at;
CREATE INDEX computed_days_outdated ON computed_days (day)
 WHERE made_by < 10 OR made_at IS DISTINCT FROM computed_at;

-- What an older version has computed is complete up to when this one did, for whoever reads what that one knows nothing of.
CREATE OR REPLACE VIEW status AS
SELECT p.zone,
       CASE WHEN p.as_of IS NULL OR EXISTS (SELECT FROM outdated_days WHERE made_at IS NULL) THEN NULL
            ELSE least(p.as_of, (SELECT min(made_at) FROM outdated_days)) END AS as_of,
       CAST((SELECT count(*) FROM dirty_days) AS integer) AS dirty_days
  FROM progress p;

GRANT SELECT, INSERT, UPDATE, DELETE ON five_split_facts, five_agent_facts, five_tag_facts, duration_sketches
   TO deskledger_analytics;
GRANT SELECT ON outdated_days TO deskledger_analytics;
GRANT SELECT ON five_split_facts, five_agent_facts, five_tag_facts, duration_sketches TO deskledger_api;
