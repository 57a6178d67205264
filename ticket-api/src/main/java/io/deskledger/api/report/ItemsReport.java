package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of rows over a range of days.
 *
 * @param items the rows, in order
 * @param zone the zone whose days these are
 * @param asOf every change recorded before it is counted; null where that is not known yet
 */
@Serdeable
public record ItemsReport<T>(
        List<T> items,
        LocalDate from,
        LocalDate to,
        String zone,
        @Nullable Instant asOf) {

    static <T> ItemsReport<T> of(Frame frame, List<T> items) {
        return new ItemsReport<>(items, frame.from(), frame.to(), frame.zone().getId(), frame.asOf());
    }
}
