package io.deskledger.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskledger.api.sql.Portion;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the rows
 * @param nextCursor asks for the next page, or null where this is the last
 * @param total how many rows all pages hold, where it was asked for
 */
@Serdeable
public record Page<T>(
        List<T> items,
        @Nullable String nextCursor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total) {

    /** The page of rows that were read with a limit of one more than the page holds, and perhaps ended before it. */
    public static <T> Page<T> of(Portion<T> rows, int limit, Function<T, String> cursor, @Nullable Long total) {
        Portion<T> page = rows.upTo(limit);
        return new Page<>(page.rows(), page.more() ? cursor.apply(page.rows().getLast()) : null, total);
    }

    /** The page of rows that were read with a limit of one more than the page holds. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor, @Nullable Long total) {
        if (rows.size() <= limit) {
            return new Page<>(List.copyOf(rows), null, total);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()), total);
    }
}
