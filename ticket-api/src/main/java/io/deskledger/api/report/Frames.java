package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * What a report is asked for, and how far the summaries are. That is read before the figures, in a transaction of its
 * own, so that the figures are never older than it says.
 */
@Singleton
public class Frames {

    /**
     * The data source that reports read: a replica of the database where there is one. Each transaction on it sees one
     * snapshot and can't write; its connections are set up so, which costs a request nothing.
     */
    static final String DATABASE = "reports";

    // undefined_table, undefined_column, invalid_schema_name, and no right to what the worker is about to grant
    private static final Set<String> NOT_THERE = Set.of("42P01", "42703", "3F000", "42501");

    private final SummaryStatusQuery status;
    private final Clock clock;

    Frames(SummaryStatusQuery status, Clock clock) {
        this.status = status;
        this.clock = clock;
    }

    /** Reads the range and ends the reading of the query: whatever else a report takes has to be read before. */
    public Frame read(QueryParams query) {
        Optional<SummaryStatus> summaries = find();
        ZoneId zone = zoneOf(summaries);
        DayRange range = DayRange.of(query, LocalDate.ofInstant(clock.instant(), zone));
        SummaryStatus there = summaries.orElseThrow(Frames::notThere);
        return new Frame(range.from(), range.to(), zone, there.asOf());
    }

    /** The zone of the summaries, UTC where there are none yet. */
    public ZoneId zone() {
        return zoneOf(find());
    }

    public SummaryStatus status() {
        return find().orElseThrow(Frames::notThere);
    }

    private static ZoneId zoneOf(Optional<SummaryStatus> summaries) {
        return summaries.map(SummaryStatus::zone).map(ZoneId::of).orElse(ZoneOffset.UTC);
    }

    private Optional<SummaryStatus> find() {
        try {
            return status.read();
        } catch (DataAccessException e) {
            if (e.getCause() instanceof SQLException cause && NOT_THERE.contains(cause.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static ProblemException notThere() {
        return new ProblemException.Unavailable("The summaries are not there yet: the analytics worker makes them");
    }
}
