-- Search: what people look for in a ticket, folded, in a table of its own. It changes when a ticket's text does, so a change
-- of status or a comment does not touch the two large indexes.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- Text without case, accents and compatibility forms. It names the dictionary, so it is as immutable as that.
CREATE FUNCTION search_fold(raw text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN octet_length(raw) = length(raw) THEN lower(raw)
           ELSE lower(public.unaccent('public.unaccent'::regdictionary, normalize(raw, NFKC))) END;

-- One line each: number, title, description. No search term holds a line break, so none matches across them.
CREATE FUNCTION search_content(ticket_number text, title text, description text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate(support.search_fold(ticket_number), E'\n\r\t', '   ') || E'\n'
        || translate(support.search_fold(title), E'\n\r\t', '   ') || E'\n'
        || translate(support.search_fold(description), E'\n\r\t', '   ');

-- The words of a content, those of number and title weighing more; and what trigrams don't know in a database of the C
-- locale: single symbols, and the ends of every run of letters beyond ASCII, whose beginnings then find any part of it.
-- The number of those is bound because a tsvector is.
CREATE FUNCTION search_words(content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN setweight(to_tsvector('pg_catalog.simple'::regconfig,
               split_part(content, E'\n', 1) || ' ' || split_part(content, E'\n', 2)), 'A')
        || setweight(to_tsvector('pg_catalog.simple'::regconfig, split_part(content, E'\n', 3)), 'B')
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

CREATE TABLE ticket_search (
    ticket_id bigint   PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    content   text     NOT NULL,               -- search_content() of the ticket
    words     tsvector NOT NULL GENERATED ALWAYS AS (search_words(content)) STORED
);
-- Frequent terms are found by walking, rare ones by the indexes: the planner has to see the difference.
ALTER TABLE ticket_search ALTER COLUMN content SET STATISTICS 400;

INSERT INTO ticket_search (ticket_id, content)
SELECT id, search_content(ticket_number, title, description)
  FROM tickets;

-- New entries wait in a list of bounded length, so that most writes touch neither tree.
CREATE INDEX ticket_search_content ON ticket_search USING gin (content public.gin_trgm_ops);
CREATE INDEX ticket_search_words ON ticket_search USING gin (words);

GRANT SELECT, INSERT, UPDATE, DELETE ON ticket_search TO deskledger_api;
