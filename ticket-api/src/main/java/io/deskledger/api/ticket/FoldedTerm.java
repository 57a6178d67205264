package io.deskledger.api.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search term in the form that contents are kept in, and how the indexes find it.
 *
 * @param text without case and accents
 * @param excluded whether tickets must not hold it
 */
record FoldedTerm(String text, boolean excluded) {

    private static final Pattern TRIGRAM = Pattern.compile("[a-z0-9]{3}");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7f]+");
    private static final Pattern SYMBOL = Pattern.compile("[\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e]");
    private static final Pattern WORD = Pattern.compile("(?:[a-z0-9]|[^\\x00-\\x7f])+");
    private static final int KEPT_END = 6;
    private static final String AND = " & ";

    /** As a pattern of LIKE in which nothing but the ends is a wildcard. */
    String pattern() {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** Whether the trigrams of the content find it. */
    boolean hasTrigram() {
        return TRIGRAM.matcher(text).find();
    }

    /** What finds it among the words where trigrams don't: its symbols and foreign letters, else its beginnings. */
    String words() {
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
