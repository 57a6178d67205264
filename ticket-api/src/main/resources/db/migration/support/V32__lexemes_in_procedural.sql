-- The same lexemes. As a function of one SQL expression it was put in place of its call each time that a ticket was written:
-- PostgreSQL read its stored tree, planned it and prepared it anew, which took longer than to find the lexemes. A
-- procedural function is prepared once a session. Symbols are what is left when all else is taken away.
CREATE OR REPLACE FUNCTION search_lexemes(content text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS
$$
DECLARE
    blanks  text     := translate(content, E'\n', ' ');
    symbols text     := regexp_replace(content, '[^!-/:-@\[-`{-~]+', '', 'g');
    lexemes tsvector := setweight(to_tsvector('pg_catalog.simple'::regconfig,
                            split_part(content, E'\n', 1) || ' ' || split_part(content, E'\n', 2)), 'A')
                        || setweight(to_tsvector('pg_catalog.simple'::regconfig, split_part(content, E'\n', 3)), 'B');
BEGIN
    IF octet_length(content) < 2000 THEN
        lexemes := lexemes || array_to_tsvector(array_remove(string_to_array(blanks, ' '), ''));
    ELSE
        lexemes := lexemes || array_to_tsvector(ARRAY(
            SELECT CASE WHEN octet_length(run) < 2000 THEN run ELSE substr(run, place, 300) END
              FROM string_to_table(blanks, ' ') AS run,
                   generate_series(1, CASE WHEN octet_length(run) < 2000 THEN 1 ELSE length(run) END, 200) AS place
             WHERE run <> ''));
    END IF;
    IF symbols <> '' THEN
        lexemes := lexemes || array_to_tsvector(string_to_array(symbols, NULL));
    END IF;
    IF octet_length(content) <> length(content) THEN
        lexemes := lexemes || array_to_tsvector(ARRAY(
            SELECT substr(run, place, 6)
              FROM regexp_split_to_table(content, '[\u0001-\u007f]+') AS run, generate_series(1, length(run)) AS place
             LIMIT 20000));
    END IF;
    RETURN lexemes;
END
$$;
