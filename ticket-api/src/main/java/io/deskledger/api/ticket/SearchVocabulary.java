package io.deskledger.api.ticket;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The words of all tickets: which of them a search term is part of. New tickets count at once, purged ones for a while.
 */
@Singleton
class SearchVocabulary {

    /** More words than that narrow nothing down: so many tickets hold one that looking at the newest finds some. */
    static final int MAX_WORDS = 1_000;

    /**
     * How many characters of a run are looked for: so they lie within one of the overlapping parts of a longer word.
     */
    static final int LONGEST_PIECE = 100;

    private static final int BATCH = 2_000;
    private static final int FORGOTTEN_AT_ONCE = 500;
    static final long LOCK = 4_711_005;

    private static final String FIND = """
            WITH given AS MATERIALIZED (
                SELECT place, search_fold(text) AS folded
                  FROM unnest(?::text[]) WITH ORDINALITY AS g (text, place)),
            pieces AS MATERIALIZED (
                SELECT DISTINCT place, substr(piece, 1, %d) AS piece
                  FROM given, regexp_split_to_table(folded, '[^a-z0-9]+') AS piece
                 WHERE length(piece) >= 3)
            SELECT place, folded, piece,
                   coalesce((SELECT array_agg(DISTINCT word)
                               FROM ((SELECT word
                                        FROM search_vocabulary
                                       WHERE word LIKE '%%' || piece || '%%'
                                       LIMIT ?)
                                     UNION ALL
                                     (SELECT word
                                        FROM (SELECT DISTINCT ticket_id FROM search_news) news
                                        JOIN ticket_search s USING (ticket_id),
                                             unnest(tsvector_to_array(s.words)) AS word
                                       WHERE word LIKE '%%' || piece || '%%'
                                       LIMIT ?)) found),
                            ARRAY[piece]) AS words
              FROM given
              LEFT JOIN pieces USING (place)
            """.formatted(LONGEST_PIECE);

    // What is a part of the ticket's number is found by that, which is a word itself: it would be two more for each.
    private static final String LEARN = """
            WITH taken AS (
                DELETE FROM search_news
                 WHERE ctid = ANY (ARRAY(SELECT ctid FROM search_news LIMIT %d))
                RETURNING ticket_id),
            words AS MATERIALIZED (
                SELECT DISTINCT word
                  FROM taken
                  JOIN ticket_search s USING (ticket_id),
                       split_part(s.content, E'\\n', 1) AS number,
                       tsvector_to_array(s.words) AS all_words,
                       unnest(all_words) AS word
                 WHERE word = number OR strpos(number, word) = 0 OR number <> ALL (all_words)),
            learnt AS (
                INSERT INTO search_vocabulary (word)
                SELECT word
                  FROM words
                 WHERE word ~ '[a-z0-9]{3}' AND NOT EXISTS (SELECT FROM search_vocabulary v WHERE v.word = words.word)
                ON CONFLICT DO NOTHING)
            SELECT count(*) AS taken
              FROM taken
            """.formatted(BATCH);

    private static final String LEAVE = """
            INSERT INTO search_leavings (word)
            SELECT DISTINCT word
              FROM ticket_search s, unnest(tsvector_to_array(s.words)) AS word
             WHERE s.ticket_id = ANY (?) AND word ~ '[a-z0-9]{3}'
            """;

    private static final String FORGET = """
            WITH taken AS (
                DELETE FROM search_leavings
                 WHERE ctid = ANY (ARRAY(SELECT ctid FROM search_leavings LIMIT %d))
                RETURNING word),
            forgotten AS (
                DELETE FROM search_vocabulary v
                 WHERE word IN (SELECT word
                              FROM taken
                             WHERE NOT EXISTS (SELECT FROM ticket_search s
                                                WHERE s.words @@ ('''' || replace(replace(
                                                          taken.word, '\\', '\\\\'), '''', '''''') || '''')::tsquery)))
            SELECT count(*) AS taken
              FROM taken
            """.formatted(FORGOTTEN_AT_ONCE);

    private final Sql sql;

    SearchVocabulary(Sql sql) {
        this.sql = sql;
    }

    /**
     * The terms as contents are kept, with the words that they are part of; a term of nothing but accents is none.
     *
     * @throws ProblemException.Invalid where there are terms and all of them are none: no condition would mean all
     *     tickets; and where all that are left only say what to leave out
     */
    List<FoldedTerm> find(List<SearchTerm> terms) {
        if (terms.isEmpty()) {
            return List.of();
        }
        Map<Integer, FoldedTerm> found = new TreeMap<>();
        sql.list(
                FIND,
                row -> found.merge(row.getInt("place"), term(row, terms), FoldedTerm::with),
                terms.stream().map(SearchTerm::text).toList(),
                MAX_WORDS + 1,
                MAX_WORDS + 1);
        List<FoldedTerm> folded =
                found.values().stream().filter(term -> !term.text().isEmpty()).toList();
        if (folded.isEmpty()) {
            throw new ProblemException.Invalid("q", "must hold more than accents and blanks");
        }
        if (folded.stream().allMatch(FoldedTerm::excluded)) {
            throw new ProblemException.Invalid("q", SearchTerm.NOTHING_TO_LOOK_FOR);
        }
        return folded;
    }

    /** Whether this transaction, and none else until it ends, may write the vocabulary. */
    boolean tryLock() {
        return sql.first("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                .orElseThrow();
    }

    /** Takes the words of some new tickets in; answers whether there may be more. */
    boolean learn() {
        return sql.first(LEARN, row -> row.getLong("taken")).orElseThrow() == BATCH;
    }

    /** Merges the words of new tickets into their index, so that none who makes a ticket has to. */
    void merge() {
        sql.run("SELECT merge_search_words()");
    }

    /** Notes the words of tickets that are about to be purged. */
    void leave(List<Long> ticketIds) {
        sql.update(LEAVE, ticketIds);
    }

    /** Drops some of the words that no ticket holds any more; answers whether there may be more. */
    boolean forget() {
        // Whether a word is held by few or by nobody can't be guessed; only the words' index is quick in both cases.
        sql.run("SET LOCAL enable_seqscan = off");
        sql.run("SET LOCAL enable_indexscan = off");
        return sql.first(FORGET, row -> row.getLong("taken")).orElseThrow() == FORGOTTEN_AT_ONCE;
    }

    private static FoldedTerm term(ResultSet row, List<SearchTerm> terms) throws SQLException {
        String piece = row.getString("piece");
        List<List<String>> words = new ArrayList<>();
        if (piece != null) {
            words.add(Rows.texts(row, "words"));
        }
        boolean excluded = terms.get(row.getInt("place") - 1).excluded();
        return new FoldedTerm(row.getString("folded").strip(), excluded, words);
    }
}
