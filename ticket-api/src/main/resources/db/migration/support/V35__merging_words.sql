-- The words of new tickets wait in a list until they are merged into their index. Whoever made that list too long merged
-- it, and waited a quarter of a second: one in eighty batches of new tickets. Now the worker that learns words does it
-- each second, as a rule before anybody has to; only the owner of the index may.
ALTER INDEX ticket_search_words SET (gin_pending_list_limit = 4096);

CREATE FUNCTION merge_search_words() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT gin_clean_pending_list('support.ticket_search_words') $$;
COMMENT ON FUNCTION merge_search_words() IS 'Merges the words of new tickets into their index; answers how many pages that were.';
REVOKE ALL ON FUNCTION merge_search_words() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION merge_search_words() TO deskledger_api;
