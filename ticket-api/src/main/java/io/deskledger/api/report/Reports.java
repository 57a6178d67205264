package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.WireName;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Supplier;

/** Answers reports. The status is read before the figures, so that they are never older than it says. */
@Singleton
class Reports {

    // undefined_table, invalid_schema_name, and no right to what the worker's migration is about to grant
    private static final Set<String> NOT_THERE = Set.of("42P01", "3F000", "42501");

    private final SummaryStatusQuery status;
    private final DailyTrends trends;
    private final Clock clock;

    Reports(SummaryStatusQuery status, DailyTrends trends, Clock clock) {
        this.status = status;
        this.trends = trends;
        this.clock = clock;
    }

    TrendsReport trends(QueryParams query) {
        StatusReport summaries = status();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of(summaries.zone()));
        Interval interval = WireName.find(Interval.class, query.choice("interval", "day", "week", "month"))
                .orElse(Interval.DAY);
        DayRange range = DayRange.of(query, today);
        var days = present(() -> trends.upTo(range.from(), range.to()));
        return new TrendsReport(
                TrendSeries.of(range, interval, days),
                range.from(),
                range.to(),
                summaries.zone(),
                summaries.watermark());
    }

    StatusReport status() {
        SummaryStatus row = present(status::read).orElseThrow(Reports::notThere);
        String zone = row.zone();
        if (zone == null) {
            throw notThere();
        }
        return new StatusReport(row.asOf(), row.dirtyDays(), zone);
    }

    private static <T> T present(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            if (e.getCause() instanceof SQLException cause && NOT_THERE.contains(cause.getSQLState())) {
                throw notThere();
            }
            throw e;
        }
    }

    private static ProblemException notThere() {
        return new ProblemException.Unavailable("The summaries are not there yet: the analytics worker makes them");
    }
}
