package io.deskledger.api.sql;

import java.util.List;
import java.util.function.Function;

/**
 * The first of some rows, as many as fit.
 *
 * @param rows in their order
 * @param more whether others follow
 */
public record Portion<T>(List<T> rows, boolean more) {

    /** At most so many of them. */
    public Portion<T> upTo(int limit) {
        return rows.size() <= limit ? this : new Portion<>(List.copyOf(rows.subList(0, limit)), true);
    }

    /** The same, each made into something else. */
    public <R> Portion<R> map(Function<T, R> mapping) {
        return new Portion<>(rows.stream().map(mapping).toList(), more);
    }
}
