package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Periods whose tables the worker has made. They may be behind the facts, so a period counts only while the facts are
 * still those that it was made of: then both say the same. To be asked within the snapshot that is read.
 */
@Singleton
class StoredPeriods {

    private static final String RANKED = """
            SELECT p.period
              FROM analytics.periods p
             WHERE p.first_day = ? AND p.last_day = ? AND p.min_sample = ?
               AND p.ranking_digest = (SELECT coalesce(sum(d.ranking_digest), 0)
                                         FROM analytics.computed_days d
                                        WHERE d.day BETWEEN p.previous_day AND p.last_day)
             LIMIT 1
            """;

    private static final String GATHERED = """
            SELECT p.period
              FROM analytics.periods p
             WHERE p.first_day = ? AND p.last_day = ?
               AND p.cohort_digest = (SELECT coalesce(sum(d.cohort_digest), 0)
                                        FROM analytics.computed_days d
                                       WHERE d.day BETWEEN p.first_day AND p.last_day)
             LIMIT 1
            """;

    private final Sql sql;

    StoredPeriods(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** The period of these days whose agents are ranked; empty where the facts have to be asked. */
    Optional<String> ranked(DayRange range, int minSample) {
        return sql.first(RANKED, row -> row.getString(1), range.from(), range.to(), minSample);
    }

    /** The period of these days whose cohorts are gathered; empty where the facts have to be asked. */
    Optional<String> gathered(DayRange range) {
        return sql.first(GATHERED, row -> row.getString(1), range.from(), range.to());
    }
}
