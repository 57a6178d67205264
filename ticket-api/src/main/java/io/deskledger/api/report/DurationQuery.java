package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** How long resolutions and first responses took, from the buckets of the days. */
@Singleton
class DurationQuery {

    static final String RESOLUTION = "resolution";
    static final String FIRST_RESPONSE = "first_response";

    private static final String SUMS = """
            SELECT value, sum(total) AS total, sum(micros) AS micros
              FROM analytics.duration_buckets
             WHERE metric = ? AND dimension = ? AND day BETWEEN ? AND ?
             GROUP BY value
            """;

    private static final String BUCKETS = """
            SELECT d.value, b.bucket, sum(b.count) AS count
              FROM analytics.duration_buckets d
             CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS b (bucket, count)
             WHERE d.metric = ? AND d.dimension = ? AND d.day BETWEEN ? AND ?
             GROUP BY d.value, b.bucket
            """;

    private final Sql sql;

    DurationQuery(Sql sql) {
        this.sql = sql;
    }

    /** Of all tickets. */
    Durations of(String metric, DayRange range) {
        return by("all", metric, range).getOrDefault("", Durations.NONE);
    }

    /** By the values of the dimension. */
    Map<String, Durations> by(String dimension, String metric, DayRange range) {
        Map<String, Durations> durations = new HashMap<>();
        sql.list(
                        SUMS,
                        row -> {
                            Durations found = durations.computeIfAbsent(row.getString(1), _ -> new Durations());
                            found.addSum(row.getLong(2), row.getBigDecimal(3));
                            return found;
                        },
                        metric,
                        dimension,
                        range.from(),
                        range.to())
                .clear();
        sql.list(
                        BUCKETS,
                        row -> {
                            Durations found = durations.computeIfAbsent(row.getString(1), _ -> new Durations());
                            found.add(row.getInt(2), row.getLong(3));
                            return found;
                        },
                        metric,
                        dimension,
                        range.from(),
                        range.to())
                .clear();
        return durations;
    }
}
