package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * The figures of an interval, as docs/metrics.md defines them.
 *
 * @param period the interval's first day within the range
 * @param backlog at the end of the interval
 */
@Serdeable
record TrendItem(
        LocalDate period, long created, long urgentCreated, long resolved, long closed, long reopened, long backlog) {

    /** An interval on which nothing has happened yet. */
    static TrendItem empty(LocalDate period, long backlog) {
        return new TrendItem(period, 0, 0, 0, 0, 0, backlog);
    }

    /** This interval with one of its days more. */
    TrendItem plus(DailyTrend day) {
        return new TrendItem(
                period,
                created + day.created(),
                urgentCreated + day.urgentCreated(),
                resolved + day.resolved(),
                closed + day.closed(),
                reopened + day.reopened(),
                day.backlog());
    }
}
