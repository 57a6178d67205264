-- Reading the log by record, actor, action and time, newest or oldest first: (recorded_at, event_id) is the order.
-- The other indexes end at recorded_at; the few rows of one millisecond are put in order as they are read.
CREATE INDEX audit_logs_by_time ON audit_logs (recorded_at, event_id);
CREATE INDEX audit_logs_by_record ON audit_logs (entity, entity_id, recorded_at);
DROP INDEX audit_logs_by_entity;

-- Most rows are of tickets, so reading those goes by time; what is left is found here.
CREATE INDEX audit_logs_of_no_ticket ON audit_logs (entity, recorded_at) WHERE ticket_id IS NULL;
