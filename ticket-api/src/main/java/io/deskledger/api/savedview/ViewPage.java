package io.deskledger.api.savedview;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.SealedKeys;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of somebody's views is asked for.
 *
 * @param limit the most views
 * @param after where the page before ended, or null for the first
 */
public record ViewPage(int limit, @Nullable Keys after) {

    private static final String LIST = "views";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    /** A view's place. */
    public record Keys(int position, long id) {

        static Optional<Keys> read(List<String> texts) {
            try {
                return texts.size() == 2
                        ? Optional.of(new Keys(Integer.parseInt(texts.getFirst()), Long.parseLong(texts.getLast())))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    public static ViewPage read(QueryParams query) {
        ViewPage page =
                new ViewPage(query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT), query.cursor(LIST, Keys::read));
        query.check();
        return page;
    }

    static String cursor(SavedView last) {
        return SealedKeys.seal(LIST, List.of(Integer.toString(last.position()), Long.toString(last.id())));
    }
}
