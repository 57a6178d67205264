package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long resolutions and first responses took, from the buckets of the days. */
@Singleton
class DurationQuery {

    static final String RESOLUTION = "resolution";
    static final String FIRST_RESPONSE = "first_response";

    private static final String SUMS = """
            SELECT value, sum(total) AS total, sum(micros) AS micros
              FROM analytics.duration_buckets
             WHERE metric = ? AND dimension = 'category' AND day BETWEEN ? AND ? AND value = ANY (?)
             GROUP BY value
            """;

    private static final String BUCKETS = """
            SELECT d.value, b.bucket, sum(b.count) AS count
              FROM analytics.duration_buckets d
             CROSS JOIN LATERAL unnest(d.buckets, d.counts) AS b (bucket, count)
             WHERE d.metric = ? AND d.dimension = 'category' AND d.day BETWEEN ? AND ? AND d.value = ANY (?)
             GROUP BY d.value, b.bucket
            """;

    private static final String ALL = """
            WITH spans AS (
                SELECT total, micros, buckets, counts
                  FROM analytics.duration_months
                 WHERE metric = ? AND month >= ? AND month < ?
                 UNION ALL
                SELECT total, micros, buckets, counts
                  FROM analytics.duration_buckets
                 WHERE metric = ? AND dimension = 'all' AND ((day >= ? AND day < ?) OR (day >= ? AND day <= ?))
            )
            """;

    private static final String ALL_SUMS = ALL + """
            SELECT 'all', coalesce(sum(total), 0), coalesce(sum(micros), 0)
              FROM spans
            """;

    private static final String ALL_BUCKETS = ALL + """
            SELECT 'all', b.bucket, sum(b.count)
              FROM spans CROSS JOIN LATERAL unnest(buckets, counts) AS b (bucket, count)
             GROUP BY b.bucket
            """;

    private final Sql sql;

    DurationQuery(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** Of all tickets: whole months as such, the days before and after them one by one. */
    Durations of(String metric, DayRange range) {
        LocalDate first = range.from().minusDays(1).with(TemporalAdjusters.firstDayOfNextMonth());
        LocalDate end = range.to().plusDays(1).withDayOfMonth(1);
        // Without a whole month in between, all days come before its end, and none after it.
        LocalDate next = first.isBefore(end) ? end : range.to().plusDays(1);
        LocalDate whole = first.isBefore(end) ? first : next;
        Object[] parameters = {metric, whole, next, metric, range.from(), whole, next, range.to()};
        return read(ALL_SUMS, ALL_BUCKETS, parameters).getOrDefault("all", Durations.NONE);
    }

    /** Of each of these categories. */
    Map<String, Durations> ofCategories(List<String> categories, String metric, DayRange range) {
        return read(SUMS, BUCKETS, metric, range.from(), range.to(), categories);
    }

    /** Both statements answer what the durations are of, and then a sum or a bucket of them. */
    private Map<String, Durations> read(String sums, String buckets, Object... parameters) {
        Map<String, Durations> durations = new HashMap<>();
        record Sum(String of, long count, BigDecimal micros) {}
        record Bucket(String of, int bucket, long count) {}
        sql.list(sums, row -> new Sum(row.getString(1), row.getLong(2), row.getBigDecimal(3)), parameters)
                .forEach(sum -> at(durations, sum.of()).addSum(sum.count(), sum.micros()));
        sql.list(buckets, row -> new Bucket(row.getString(1), row.getInt(2), row.getLong(3)), parameters)
                .forEach(bucket -> at(durations, bucket.of()).add(bucket.bucket(), bucket.count()));
        return durations;
    }

    private static Durations at(Map<String, Durations> durations, String value) {
        return durations.computeIfAbsent(value, _ -> new Durations());
    }
}
