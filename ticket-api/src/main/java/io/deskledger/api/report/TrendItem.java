package io.deskledger.api.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Map;

/**
 * The figures of an interval, as docs/metrics.md defines them.
 *
 * @param period the interval's first day within the range
 * @param backlog at the end of the interval
 * @param links for figures, the lists of the tickets that they count
 */
@Serdeable
public record TrendItem(
        LocalDate period,
        long created,
        long urgentCreated,
        long resolved,
        long closed,
        long reopened,
        long backlog,
        Map<String, String> links) {

    /** An interval on which nothing has happened yet. */
    static TrendItem empty(LocalDate period, long backlog) {
        return new TrendItem(period, 0, 0, 0, 0, 0, backlog, Map.of());
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
                day.backlog(),
                links);
    }

    TrendItem withLinks(Map<String, String> to) {
        return new TrendItem(period, created, urgentCreated, resolved, closed, reopened, backlog, to);
    }
}
