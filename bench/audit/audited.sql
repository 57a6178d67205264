-- How many rows of a request are in the log.
SELECT count(*) FROM audit.audit_logs WHERE recorded_at >= timestamptz :'began' - interval '1 second' AND request_id = :'request';
