package io.deskledger.api.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A search term in the form that contents are kept in, and how the indexes find it.
 *
 * @param text without case and accents
 * @param excluded whether tickets must not hold it
 * @param found for each run of three or more ASCII letters and digits in it, the words that the run is part of; more
 *     than {@link SearchVocabulary#MAX_WORDS} of them stand for any
 */
record FoldedTerm(String text, boolean excluded, List<List<String>> found) {

    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]+");
    private static final Pattern SYMBOL = Pattern.compile("[\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e]");
    private static final Pattern WORD = Pattern.compile("(?:[a-z0-9]|[^\\x00-\\x7f])+");
    private static final Pattern RUN = Pattern.compile("[a-z0-9]{3," + SearchVocabulary.LONGEST_PIECE + "}");
    private static final Pattern WILDCARD = Pattern.compile("[\\\\%_]");
    private static final int FEW_WORDS = 4;
    private static final int KEPT_END = 6;
    private static final String AND = " & ";
    private static final String OR = " | ";

    /** This term, with what was found for another run of it. */
    FoldedTerm with(FoldedTerm other) {
        List<List<String>> both = new ArrayList<>(found);
        both.addAll(other.found);
        return new FoldedTerm(text, excluded, both);
    }

    /**
     * Conditions on the words of a ticket that it can't hold the term without; they narrow down, the content decides.
     */
    List<String> queries() {
        if (excluded) {
            return List.of();
        }
        if (found.isEmpty()) {
            return Stream.of(words()).filter(query -> !query.isEmpty()).toList();
        }
        return found.stream()
                .filter(words -> words.size() <= SearchVocabulary.MAX_WORDS)
                .map(words -> words.stream().map(FoldedTerm::lexeme).collect(Collectors.joining(OR)))
                .toList();
    }

    /** A pattern for LIKE that contents with the term match. */
    String like() {
        return "%" + WILDCARD.matcher(text).replaceAll("\\\\$0") + "%";
    }

    /**
     * Whether a ticket that fulfils {@link #queries()} holds the term. Each of its words is a part of its content, so
     * whoever has one that the term is part of has the term. Of many words it is quicker to look into the content.
     */
    boolean isDecidedByWords() {
        return !excluded
                && !found.isEmpty()
                && RUN.matcher(text).matches()
                && found.stream().allMatch(words -> words.size() <= FEW_WORDS);
    }

    /** What finds it where the vocabulary does not: its symbols and foreign letters, else its beginnings. */
    private String words() {
        List<String> lexemes = new ArrayList<>();
        SYMBOL.matcher(text).results().forEach(match -> lexemes.add(lexeme(match.group())));
        BEYOND_ASCII.matcher(text).results().forEach(match -> lexemes.add(lexeme(start(match.group())) + ":*"));
        return lexemes.isEmpty() ? beginnings(AND) : String.join(AND, lexemes);
    }

    /** The words that it weighs by, each of which may go on, with that operator between them; may be empty. */
    String beginnings(String operator) {
        Matcher matcher = WORD.matcher(text);
        return String.join(
                operator,
                matcher.results().map(match -> lexeme(match.group()) + ":*").toList());
    }

    private static String start(String run) {
        int end = run.offsetByCodePoints(0, Math.min(KEPT_END, run.codePointCount(0, run.length())));
        return run.substring(0, end);
    }

    private static String lexeme(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
