-- Trigrams of whole texts cost more to write than anything else of a ticket, and their lists are long to read. A vocabulary
-- has each word once: its trigrams tell the words that a term is part of, and those find the tickets.

-- The words of a content as PostgreSQL parses them, those of number and title weighing more. It parses 5e3x as two words, so
-- each run between blanks and symbols is added, a very long one as pieces that overlap. And, as before, single symbols and
-- the ends of every run of letters beyond ASCII.
CREATE FUNCTION search_lexemes(content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN setweight(to_tsvector('pg_catalog.simple'::regconfig, translate(
               split_part(content, E'\n', 1) || ' ' || split_part(content, E'\n', 2),
               $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$$, repeat(' ', 32))), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, translate(
               split_part(content, E'\n', 3), $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$$, repeat(' ', 32))), 'B')
        || array_to_tsvector(ARRAY(
               SELECT CASE WHEN octet_length(run) < 1000 THEN run ELSE substr(run, place, 300) END
                 FROM string_to_table(translate(
                          content, E'\n' || $$!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~$$, repeat(' ', 33)), ' ') AS run,
                      generate_series(1, CASE WHEN octet_length(run) < 1000 THEN 1 ELSE length(run) END, 200) AS place
                WHERE run <> ''))
        || array_to_tsvector(ARRAY(
               SELECT symbol
                 FROM string_to_table($$! " # $ % & ' ( ) * + , - . / : ; < = > ? @ [ \ ] ^ _ ` { | } ~$$, ' ') AS symbol
                WHERE position(symbol IN content) > 0))
        || CASE WHEN octet_length(content) = length(content) THEN ''::tsvector
           ELSE array_to_tsvector(ARRAY(
               SELECT substr(run, place, 6)
                 FROM regexp_split_to_table(content, '[\u0001-\u007f]+') AS run, generate_series(1, length(run)) AS place
                LIMIT 20000))
           END;

ALTER TABLE ticket_search DROP COLUMN words;
DROP INDEX ticket_search_content;
DROP FUNCTION search_words(text);

-- With its own copy of the creation a list in that order reads nothing else until it has found its page.
ALTER TABLE ticket_search
    ADD COLUMN created_at timestamptz,
    ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (search_lexemes(content)) STORED;
UPDATE ticket_search s
   SET created_at = t.created_at
  FROM tickets t
 WHERE t.id = s.ticket_id;
ALTER TABLE ticket_search
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN content SET STATISTICS 0,      -- nothing is decided by it any more
    ALTER COLUMN words SET STATISTICS 400;      -- frequent words are found by walking, rare ones by the index
CREATE INDEX ticket_search_words ON ticket_search USING gin (words);
CREATE INDEX ticket_search_by_creation ON ticket_search (created_at, ticket_id);

CREATE TABLE search_vocabulary (
    word text COLLATE "C" PRIMARY KEY
);
INSERT INTO search_vocabulary (word)
SELECT word
  FROM ts_stat('SELECT words FROM support.ticket_search')
 WHERE word ~ '[a-z0-9]{3}';
CREATE INDEX search_vocabulary_trigrams ON search_vocabulary USING gin (word public.gin_trgm_ops);

-- Tickets whose words are not in the vocabulary yet; a search looks at them too.
CREATE TABLE search_news (
    ticket_id bigint NOT NULL
);

-- Words of purged tickets, of which those that no other ticket holds leave the vocabulary.
CREATE TABLE search_leavings (
    word text NOT NULL
);

GRANT SELECT, INSERT, DELETE ON search_vocabulary, search_news, search_leavings TO deskledger_api;
