package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.SealedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a report whose rows are as many as there are agents, tags, categories or promises.
 *
 * @param list what its cursors are good for
 * @param limit how many rows it has at most
 * @param after the last row of the page before it, or null on the first one
 */
public record ReportPage(String list, int limit, @Nullable Key after) {

    /** More rows than that no page has. */
    public static final int MOST = 1_000;

    /**
     * What rows are told apart and ordered by; a report uses those of the three that it needs.
     *
     * @param size a count or a position
     * @param name a text
     * @param number an id or an amount
     */
    public record Key(long size, String name, long number) {

        private String text(String list) {
            // In Base64, because a name may hold what parts the keys of a cursor.
            String sealable = Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
            return SealedKeys.seal(list, List.of(Long.toString(size), sealable, Long.toString(number)));
        }

        static Optional<Key> read(List<String> texts) {
            if (texts.size() != 3) {
                return Optional.empty();
            }
            try {
                String name = new String(Base64.getUrlDecoder().decode(texts.get(1)), StandardCharsets.UTF_8);
                // A seal is no secret, so anybody can make a cursor: this is all that the database takes no text with.
                return name.indexOf('\0') >= 0
                        ? Optional.empty()
                        : Optional.of(new Key(Long.parseLong(texts.getFirst()), name, Long.parseLong(texts.getLast())));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }

    /** As it is asked for; as large as it may be where the query does not say. */
    static ReportPage read(QueryParams query, String list, int most) {
        return new ReportPage(list, query.integer("limit", 1, most, most), query.cursor(list, Key::read));
    }

    /** The first rows, of which no more are wanted. */
    public static ReportPage first(int limit) {
        return new ReportPage("", limit, null);
    }

    /** The row to go on after; before all rows on the first page, where the key answered is the given one. */
    Key afterOr(Key beforeAll) {
        return after == null ? beforeAll : after;
    }

    /** One row more than the page has tells that there is a next one. */
    int limitAndOne() {
        return limit + 1;
    }

    String cursor(Key last) {
        return last.text(list);
    }
}
