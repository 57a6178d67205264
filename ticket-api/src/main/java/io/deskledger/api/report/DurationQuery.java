package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long resolutions and first responses took, from the buckets of the days. */
@Singleton
class DurationQuery {

    static final String RESOLUTION = "resolution";
    static final String FIRST_RESPONSE = "first_response";

    private static final String ALL = MonthSpans.rows(
            "SELECT total, micros, buckets, counts FROM analytics.duration_months"
                    + " WHERE metric = '{metric}' AND {within}",
            "SELECT total, micros, buckets, counts FROM analytics.duration_buckets"
                    + " WHERE metric = '{metric}' AND dimension = 'all' AND {within}");

    private static final String OF_CATEGORIES = """
            SELECT value, b.bucket, sum(b.count) AS count
              FROM analytics.duration_buckets d
             CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS b (bucket, count)
             WHERE d.metric = ? AND d.dimension = 'category' AND d.day BETWEEN ? AND ? AND d.value = ANY (?)
             GROUP BY value, b.bucket
            """;

    private static final String SUMS = """
            SELECT coalesce(sum(total), 0), coalesce(sum(micros), 0) FROM {rows} spans
            """;

    private static final String BUCKETS = """
            SELECT b.bucket, sum(b.count)
              FROM {rows} spans CROSS JOIN LATERAL unnest(buckets, counts) AS b (bucket, count)
             GROUP BY b.bucket
            """;

    private final Sql sql;

    DurationQuery(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** Of all tickets. */
    Durations of(String metric, DayRange range) {
        record Sum(long count, BigDecimal micros) {}
        record Bucket(int bucket, long count) {}
        String rows = ALL.replace("{metric}", metric);
        Object[] parameters = MonthSpans.parameters(List.of(range));
        Durations all = new Durations();
        sql.list(SUMS.replace("{rows}", rows), row -> new Sum(row.getLong(1), row.getBigDecimal(2)), parameters)
                .forEach(sum -> all.addSum(sum.count(), sum.micros()));
        sql.list(BUCKETS.replace("{rows}", rows), row -> new Bucket(row.getInt(1), row.getLong(2)), parameters)
                .forEach(bucket -> all.add(bucket.bucket(), bucket.count()));
        return all;
    }

    /**
     * How they are distributed in each of these categories; how many and how long together is not looked up. From the
     * days, whatever the range: sums of months would be hardly fewer buckets, and cost each day more than all the rest.
     */
    Map<String, Durations> ofCategories(List<String> categories, String metric, DayRange range) {
        record Bucket(String of, int bucket, long count) {}
        Map<String, Durations> durations = new HashMap<>();
        sql.list(
                        OF_CATEGORIES,
                        row -> new Bucket(row.getString(1), row.getInt(2), row.getLong(3)),
                        metric,
                        range.from(),
                        range.to(),
                        categories)
                .forEach(bucket -> durations
                        .computeIfAbsent(bucket.of(), _ -> new Durations())
                        .add(bucket.bucket(), bucket.count()));
        return durations;
    }
}
