-- The buckets of all tickets once more by calendar month, the sum of its days: a year of percentiles reads twelve rows and
-- the days at its ends. Written in the transaction of each day that changed, so it is never behind its days.
CREATE TABLE duration_months (
    month   date      NOT NULL CHECK (extract(day FROM month) = 1),
    metric  text      NOT NULL CHECK (metric IN ('resolution', 'first_response')),
    total   bigint    NOT NULL,
    micros  numeric   NOT NULL,
    buckets integer[] NOT NULL,
    counts  bigint[]  NOT NULL,
    PRIMARY KEY (metric, month)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON duration_months TO deskledger_analytics;
GRANT SELECT ON duration_months TO deskledger_api;
