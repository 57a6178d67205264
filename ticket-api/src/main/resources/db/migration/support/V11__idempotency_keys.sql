-- Keys of writes with the answers they got, for a day. A row commits with the write that it tells of.
CREATE TABLE idempotency_keys (
    user_id      bigint      NOT NULL REFERENCES users (id),
    key          text        NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    digest       text        NOT NULL,        -- of method, path, query and body, keyed with the server's secret
    status       integer     NOT NULL,
    content_type text,
    location     text,
    etag         text,
    body         text,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO deskledger_api;
