package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a report over a range of days.
 *
 * @param items the rows, in order
 * @param nextCursor where the next page begins, or null on the last one
 * @param zone the zone whose days these are
 * @param asOf every change recorded before it is counted; null where that is not known yet
 */
@Serdeable
public record PageReport<T>(
        List<T> items,
        @Nullable String nextCursor,
        LocalDate from,
        LocalDate to,
        String zone,
        @Nullable Instant asOf) {

    /** The page of rows that were found, among them the one that is too many where another page follows. */
    static <R, T> PageReport<T> of(
            Frame frame, ReportPage page, List<R> found, Function<R, ReportPage.Key> key, Function<R, T> item) {
        List<R> rows = found.subList(0, Math.min(page.limit(), found.size()));
        return new PageReport<>(
                rows.stream().map(item).toList(),
                found.size() > rows.size() ? page.cursor(key.apply(rows.getLast())) : null,
                frame.from(),
                frame.to(),
                frame.zone().getId(),
                frame.asOf());
    }
}
