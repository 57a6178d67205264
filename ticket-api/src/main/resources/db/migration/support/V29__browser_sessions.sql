-- A browser's cookie is good for pages until its session ends, and never in exchange for a program's tokens.
ALTER TABLE refresh_tokens ADD COLUMN of_browser boolean NOT NULL DEFAULT false;
