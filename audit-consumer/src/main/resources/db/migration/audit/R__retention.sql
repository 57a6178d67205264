-- Run again by the owner whenever the setting (DESKLEDGER_AUDIT_RETENTION_MONTHS) is another than the last time.
DELETE FROM audit.retention;
INSERT INTO audit.retention (months) SELECT ${retention-months} WHERE ${retention-months} > 0;
