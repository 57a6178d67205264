-- The second contract with ticket-api: what a verification needs, the rows as they are hashed and where each chain ends.
CREATE VIEW log AS
SELECT chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, action,
       actor_id, actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash
  FROM audit_logs;

CREATE VIEW log_heads AS
SELECT chain, seq, hash
  FROM chain_heads;

GRANT SELECT ON log, log_heads TO deskledger_api;
