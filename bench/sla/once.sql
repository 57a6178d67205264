-- Each breach that was told since then is told once.
SELECT count(*) || ' breaches in the trail, of ' || count(DISTINCT ticket_id) || ' tickets; clocks that fell due untold: '
       || (SELECT count(*) FROM support.ticket_sla WHERE is_open AND target = 'resolution' AND due_at < now() AND breached_at IS NULL)
  FROM audit.audit_logs
 WHERE recorded_at >= :'began' AND type = 'io.deskledger.sla.breached.v1';
