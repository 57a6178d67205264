-- What tickets are held to that have no clock at present: their policy promises nothing to their priority, or not yet.
CREATE TABLE ticket_sla_held (
    ticket_id         bigint NOT NULL PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    policy_version_id bigint NOT NULL
);

-- In which revision a version was last written, so that instances read no more than what is new to them.
ALTER TABLE sla_policy_versions ADD COLUMN changed_in bigint NOT NULL DEFAULT 0;
CREATE INDEX sla_policy_versions_changed ON sla_policy_versions (changed_in);

-- Who has a role is told by one row for all of them.
ALTER TABLE notifications ALTER COLUMN user_id DROP NOT NULL;
ALTER TABLE notifications ADD COLUMN role text CHECK (role IN ('agent', 'admin'));
ALTER TABLE notifications ADD CONSTRAINT notifications_for_somebody CHECK (num_nonnulls(user_id, role) = 1);
CREATE INDEX notifications_by_role ON notifications (role, id) WHERE role IS NOT NULL;
CREATE INDEX notifications_by_age ON notifications (created_at);

-- Nobody read it, and of a running clock it was never right for long.
DROP VIEW reporting_ticket_sla;
ALTER TABLE ticket_sla DROP COLUMN elapsed_seconds;
CREATE VIEW reporting_ticket_sla AS
SELECT s.ticket_id, s.target, s.cycle, s.policy_version_id, s.target_seconds, s.state, s.is_open, s.started_at, s.due_at,
       s.breached_at, s.stopped_at
  FROM ticket_sla s
  JOIN tickets t ON t.id = s.ticket_id
 WHERE t.deleted_at IS NULL;
GRANT SELECT ON reporting_ticket_sla TO deskledger_analytics;

GRANT SELECT, INSERT, UPDATE, DELETE ON ticket_sla_held TO deskledger_api;
GRANT UPDATE (changed_in) ON sla_policy_versions TO deskledger_api;
