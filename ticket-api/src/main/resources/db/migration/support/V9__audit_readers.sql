-- How often each user has read the audit log: the version of the events that tell of it.
CREATE TABLE audit_readers (
    user_id bigint PRIMARY KEY REFERENCES users (id),
    reads   bigint NOT NULL
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE ON audit_readers TO deskledger_api;
