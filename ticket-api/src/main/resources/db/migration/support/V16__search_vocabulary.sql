-- Trigrams of whole texts cost more to write than anything else of a ticket, and their lists are long to read. A vocabulary
-- has each word once: its trigrams tell the words that a term is part of, and those find the tickets.

-- The words of a content as PostgreSQL parses them, those of number and title weighing more. It takes them apart in its own
-- way, so whatever stands between two blanks is added as it is; where that may be too long for a lexeme, as pieces that
-- overlap. And, as before, single symbols and the ends of every run of letters beyond ASCII.
CREATE FUNCTION search_lexemes(content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN setweight(to_tsvector('pg_catalog.simple'::regconfig,
               split_part(content, E'\n', 1) || ' ' || split_part(content, E'\n', 2)), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, split_part(content, E'\n', 3)), 'B')
        || CASE WHEN octet_length(content) < 2000
           THEN array_to_tsvector(array_remove(string_to_array(replace(content, E'\n', ' '), ' '), ''))
           ELSE array_to_tsvector(ARRAY(
               SELECT CASE WHEN octet_length(run) < 2000 THEN run ELSE substr(run, place, 300) END
                 FROM string_to_table(replace(content, E'\n', ' '), ' ') AS run,
                      generate_series(1, CASE WHEN octet_length(run) < 2000 THEN 1 ELSE length(run) END, 200) AS place
                WHERE run <> ''))
           END
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

-- Written anew as a whole, which is quicker than changing every row.
DROP INDEX ticket_search_content, ticket_search_words;
ALTER TABLE ticket_search RENAME TO ticket_search_before;
ALTER TABLE ticket_search_before DROP CONSTRAINT ticket_search_pkey;
CREATE TABLE ticket_search (
    ticket_id  bigint      NOT NULL,
    created_at timestamptz NOT NULL,            -- of the ticket: a list in that order reads nothing else until it has its page
    content    text        NOT NULL,            -- search_content() of the ticket
    words      tsvector    NOT NULL GENERATED ALWAYS AS (search_lexemes(content)) STORED
);
INSERT INTO ticket_search (ticket_id, created_at, content)
SELECT s.ticket_id, t.created_at, s.content
  FROM ticket_search_before s
  JOIN tickets t ON t.id = s.ticket_id
 ORDER BY s.ticket_id;
DROP TABLE ticket_search_before;
DROP FUNCTION search_words(text);
ALTER TABLE ticket_search
    ADD CONSTRAINT ticket_search_pkey PRIMARY KEY (ticket_id),
    ADD CONSTRAINT ticket_search_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets (id) ON DELETE CASCADE,
    ALTER COLUMN content SET STATISTICS 0,      -- nothing is decided by it
    ALTER COLUMN words SET STATISTICS 400;      -- frequent words are found by walking, rare ones by the index
GRANT SELECT, INSERT, UPDATE, DELETE ON ticket_search TO deskledger_api;
-- Each search reads the list of entries that wait for the index, so it is short.
CREATE INDEX ticket_search_words ON ticket_search USING gin (words) WITH (gin_pending_list_limit = 512);
CREATE INDEX ticket_search_by_creation ON ticket_search (created_at, ticket_id);

CREATE TABLE search_vocabulary (
    word text COLLATE "C" PRIMARY KEY
);
-- Not ts_stat(): words that come in order, such as the numbers of tickets, make a list of its tree.
SET LOCAL work_mem = '256MB';
INSERT INTO search_vocabulary (word)
SELECT DISTINCT word
  FROM ticket_search, unnest(tsvector_to_array(words)) AS word
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
