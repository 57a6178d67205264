-- In which trace a change was made, as W3C writes it: the events of older instances and of background work have none.
ALTER TABLE outbox ADD COLUMN trace_parent text;
