-- How many lines are done, blank ones included: where a resumed import goes on counting, so that the numbers in its
-- errors stay those of the file.
ALTER TABLE imports ADD COLUMN read_lines bigint NOT NULL DEFAULT 0;

-- Already cut to size and read once: compressing it would cost more than it saves.
ALTER TABLE import_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
