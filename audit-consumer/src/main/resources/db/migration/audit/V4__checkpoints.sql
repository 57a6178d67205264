-- What was signed of each chain (docs/audit-trail.md). A checkpoint is kept here first and published afterwards, so that
-- a crash in between repeats it and never makes another one of the same rows. Nothing here has to be believed.
CREATE TABLE checkpoints (
    chain     integer     NOT NULL CHECK (chain >= 0),
    size      bigint      NOT NULL CHECK (size >= 1),      -- how many rows the chain had
    made_at   timestamptz NOT NULL,
    line      text        NOT NULL,                        -- as it is in the file and in the topic
    published boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (chain, size)
);
CREATE INDEX checkpoints_unpublished ON checkpoints (chain, size) WHERE NOT published;

-- The right edge of each chain's Merkle tree at its last checkpoint: the next one begins here, not at the first row.
CREATE TABLE chain_trees (
    chain integer PRIMARY KEY CHECK (chain >= 0),
    size  bigint  NOT NULL DEFAULT 0,
    peaks bytea   NOT NULL DEFAULT ''                      -- roots of the full subtrees, largest first, 32 bytes each
) WITH (fillfactor = 50);

-- Roots over each 1,024 rows, so that a proof reads a few thousand hashes and not millions.
CREATE TABLE chain_blocks (
    chain integer NOT NULL CHECK (chain >= 0),
    block bigint  NOT NULL CHECK (block >= 0),             -- rows block * 1024 + 1 and on
    root  bytea   NOT NULL CHECK (octet_length(root) = 32),
    PRIMARY KEY (chain, block)
);

CREATE VIEW log_checkpoints AS
SELECT chain, size, made_at, line
  FROM checkpoints;

CREATE VIEW log_blocks AS
SELECT chain, block, root
  FROM chain_blocks;

GRANT SELECT, INSERT ON checkpoints, chain_blocks TO deskledger_audit;
GRANT UPDATE (published) ON checkpoints TO deskledger_audit;
GRANT SELECT, INSERT, UPDATE ON chain_trees TO deskledger_audit;
GRANT SELECT ON log_checkpoints, log_blocks TO deskledger_api;
