package io.deskledger.api.ticket;

import io.deskledger.api.http.QueryParams;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on what a ticket holds and what belongs to it; empty lists and nulls are none.
 *
 * @param terms what its text holds, all of it
 * @param category its category, exactly
 * @param tags its tags
 * @param allTags whether it needs all of them, not any
 * @param hasComments whether there are comments (that the caller may see)
 */
record TicketSearch(
        List<SearchTerm> terms,
        @Nullable String category,
        List<String> tags,
        boolean allTags,
        @Nullable Boolean hasComments) {

    private static final int MAX_QUERY = 200;
    private static final int MAX_TERMS = 10;
    private static final String QUERY = "q";

    static TicketSearch read(QueryParams query) {
        return new TicketSearch(
                terms(query),
                query.texts("category", 1, TicketRules.MAX_CATEGORY).stream()
                        .findFirst()
                        .orElse(null),
                query.texts("tag", TicketRules.MAX_TAGS, TicketRules.MAX_TAG).stream()
                        .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList(),
                query.choice("tag_match", "any", "all").equals("all"),
                query.optionalFlag("has_comments"));
    }

    private static List<SearchTerm> terms(QueryParams query) {
        String text = query.text(QUERY);
        if (text == null) {
            return List.of();
        }
        if (text.length() > MAX_QUERY) {
            query.reject(QUERY, "must have at most " + MAX_QUERY + " characters");
            return List.of();
        }
        List<SearchTerm> terms = SearchTerm.parse(text);
        if (terms.isEmpty() || terms.size() > MAX_TERMS) {
            query.reject(QUERY, "must name 1 to " + MAX_TERMS + " words or \"phrases\" to look for");
        } else if (terms.stream().allMatch(SearchTerm::excluded)) {
            query.reject(QUERY, SearchTerm.NOTHING_TO_LOOK_FOR);
        }
        return terms;
    }
}
