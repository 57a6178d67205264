-- How far each partition is consumed: with the ends of the topic, that tells what is still on its way.
CREATE OR REPLACE VIEW log_heads AS
SELECT chain, seq, hash, next_offset
  FROM chain_heads;

-- Whoever may read the tables may export them in the form that the pages describe.
GRANT SELECT ON log TO deskledger_audit;
