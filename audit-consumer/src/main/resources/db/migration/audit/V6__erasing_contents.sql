-- How long contents are kept (docs/audit-trail.md): the partition of an old month gives way to one with the same rows,
-- all but their data. So the chain, the versions and the events' ids stay, and with them every proof but that of the data.
-- The consumer may ask for it, but only of months that are older than the owner says, that nobody writes any more, that
-- are signed and that are as received.
CREATE TABLE retention (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    months int     NOT NULL CHECK (months > 0)
);
COMMENT ON TABLE retention IS 'How many whole months behind the current one contents are kept; no row: for ever. Only the owner writes it.';

CREATE FUNCTION erase_contents(month date) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '200ms' AS
$$
DECLARE
    starts  timestamptz := date_trunc('month', month::timestamptz);
    ends    timestamptz := starts + interval '1 month';
    old     text        := format('audit_logs_%s', to_char(starts, 'YYYY_MM'));
    slim    text        := old || '_slim';
    deadline timestamptz := clock_timestamp() + interval '10 minutes';
    held    bigint;
    copied  bigint;
    found   bigint;
    place   text;
    kept    int;
BEGIN
    IF ends > now() - interval '28 days' THEN
        RAISE EXCEPTION 'the contents of % are too young to be erased', to_char(starts, 'YYYY-MM');
    END IF;
    SELECT months INTO kept FROM audit.retention;
    IF kept IS NULL OR ends > date_trunc('month', now()) - kept * interval '1 month' THEN
        RAISE EXCEPTION 'the contents of % are to be kept', to_char(starts, 'YYYY-MM');
    END IF;
    IF to_regclass(format('audit.%I', old)) IS NULL
       OR NOT pg_try_advisory_xact_lock(hashtext('deskledger.audit.erase_contents')) THEN
        RETURN 0;
    END IF;
    EXECUTE format('SELECT count(*) FROM (SELECT 1 FROM audit.%I WHERE data IS NOT NULL LIMIT 1) one', old) INTO held;
    IF held = 0 THEN
        RETURN 0;
    END IF;

    EXECUTE format('SELECT min(format(''chain %%s, row %%s'', o.chain, o.seq)) '
                   'FROM (SELECT chain, max(seq) AS seq FROM audit.%I GROUP BY chain) o '
                   'WHERE o.seq > coalesce((SELECT max(c.size) FROM audit.checkpoints c WHERE c.chain = o.chain AND c.published), 0)',
                   old) INTO place;
    IF place IS NOT NULL THEN
        RAISE EXCEPTION 'no checkpoint covers % of %', place, to_char(starts, 'YYYY-MM');
    END IF;
    -- What was changed must be found by the next verification, not lost with its data.
    EXECUTE format('SELECT min(format(''chain %%s, row %%s'', chain, seq)) FROM audit.%I '
                   'WHERE data IS NOT NULL AND sha256(convert_to(data, ''UTF8'')) <> data_hash', old) INTO place;
    IF place IS NOT NULL THEN
        RAISE EXCEPTION 'the data of % of % is not what was received', place, to_char(starts, 'YYYY-MM');
    END IF;

    EXECUTE format('CREATE TABLE audit.%I (LIKE audit.audit_logs INCLUDING ALL)', slim);
    EXECUTE format('ALTER TABLE audit.%I ADD CONSTRAINT its_month CHECK (recorded_at >= %L AND recorded_at < %L)',
                   slim, starts, ends);
    EXECUTE format('INSERT INTO audit.%I (chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, '
                   'ticket_id, version, action, actor_id, actor_role, request_id, kafka_offset, data_hash, prev_hash, '
                   'row_hash, audited_at) '
                   'SELECT chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, '
                   'action, actor_id, actor_role, request_id, kafka_offset, data_hash, prev_hash, row_hash, audited_at '
                   'FROM audit.%I ORDER BY chain, seq', slim, old);
    GET DIAGNOSTICS copied = ROW_COUNT;
    -- Rows that come late have data again: this tells at once whether there are any.
    EXECUTE format('CREATE INDEX ON audit.%I (chain) WHERE data IS NOT NULL', slim);

    -- Who waits for a lock holds up all who come later. So it is asked for again and again, each time for a moment; and
    -- the month is counted while only who would add to it has to wait.
    LOOP
        BEGIN
            EXECUTE format('LOCK TABLE audit.%I IN SHARE MODE', old);
            EXECUTE format('SELECT count(*), count(data) FROM audit.%I', old) INTO found, held;
            LOCK TABLE audit.audit_logs IN ACCESS EXCLUSIVE MODE;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF clock_timestamp() > deadline THEN
                RAISE;
            END IF;
            PERFORM pg_sleep(0.3);
        END;
    END LOOP;
    IF found <> copied THEN
        RAISE EXCEPTION 'rows of % came meanwhile', to_char(starts, 'YYYY-MM') USING ERRCODE = 'serialization_failure';
    END IF;
    EXECUTE format('ALTER TABLE audit.audit_logs DETACH PARTITION audit.%I', old);
    EXECUTE format('DROP TABLE audit.%I', old);
    EXECUTE format('ALTER TABLE audit.%I RENAME TO %I', slim, old);
    EXECUTE format('ALTER TABLE audit.audit_logs ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)',
                   old, starts, ends);
    EXECUTE format('ALTER TABLE audit.%I DROP CONSTRAINT its_month', old);
    RETURN held;
END
$$;
REVOKE ALL ON FUNCTION erase_contents(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_contents(date) TO deskledger_audit;
