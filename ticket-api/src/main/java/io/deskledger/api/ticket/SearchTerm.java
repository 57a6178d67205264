package io.deskledger.api.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of what is searched for: a word, or several between quotation marks.
 *
 * @param text what a ticket has to hold
 * @param excluded rather, what it must not hold: the piece began with a minus
 */
record SearchTerm(String text, boolean excluded) {

    /** An index finds what texts hold; without a word of that kind every text would have to be read. */
    static final String NOTHING_TO_LOOK_FOR = "must hold a word or \"phrase\" to look for, not only what to leave out";

    private static final Pattern PIECE = Pattern.compile("(-?)\"([^\"]*)(?:\"|$)|(-?)([^\\s\\p{Cntrl}]+)");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

    /** The pieces of a query; a minus that excludes nothing is looked for like any other character. */
    static List<SearchTerm> parse(String query) {
        List<SearchTerm> terms = new ArrayList<>();
        Matcher matcher = PIECE.matcher(query);
        while (matcher.find()) {
            boolean quoted = matcher.group(2) != null;
            String text = BLANKS.matcher(matcher.group(quoted ? 2 : 4))
                    .replaceAll(" ")
                    .strip();
            boolean minus = !matcher.group(quoted ? 1 : 3).isEmpty();
            if (!text.isEmpty()) {
                terms.add(new SearchTerm(text, minus));
            }
        }
        return terms;
    }
}
