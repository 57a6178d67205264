-- The number of events that the tag has left itself. One that came by its use on a ticket has left none yet.
ALTER TABLE tags ADD COLUMN version bigint NOT NULL DEFAULT 0;

-- Comments can be edited: what If-Match is held against.
ALTER TABLE comments ADD COLUMN version bigint NOT NULL DEFAULT 1;
