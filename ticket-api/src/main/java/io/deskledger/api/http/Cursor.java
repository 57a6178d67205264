package io.deskledger.api.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a page ended: the sort key and the id of its last row. Opaque to callers, and good only for the list (and
 * order) that answered it; the checksum tells a damaged one, it keeps no secret.
 *
 * @param at the sort key
 * @param id breaks ties
 */
public record Cursor(Instant at, long id) {

    /** The cursor as text, for the named list. */
    public String text(String list) {
        return SealedKeys.seal(list, List.of(at.toString(), Long.toString(id)));
    }

    /** The cursor of that text, or empty where the named list can't have answered it. */
    static Optional<Cursor> parse(String list, String text) {
        return SealedKeys.open(list, text).flatMap(Cursor::of);
    }

    private static Optional<Cursor> of(List<String> keys) {
        try {
            return keys.size() == 2
                    ? Optional.of(new Cursor(Moments.parse(keys.getFirst()), Long.parseLong(keys.getLast())))
                    : Optional.empty();
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
