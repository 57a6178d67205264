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
            "SELECT '' AS value, total, micros, buckets, counts FROM analytics.duration_months"
                    + " WHERE metric = '{metric}' AND {within}",
            "SELECT value, total, micros, buckets, counts FROM analytics.duration_buckets"
                    + " WHERE metric = '{metric}' AND dimension = 'all' AND {within}");

    private static final String CATEGORIES = MonthSpans.rows(
            "SELECT category AS value, total, micros, buckets, counts FROM analytics.monthly_category_durations"
                    + " WHERE metric = '{metric}' AND {within}",
            "SELECT value, total, micros, buckets, counts FROM analytics.duration_buckets"
                    + " WHERE metric = '{metric}' AND dimension = 'category' AND {within}");

    private static final String SUMS = """
            SELECT value, sum(total) AS total, sum(micros) AS micros
              FROM {rows} spans
             WHERE value = ANY (?)
             GROUP BY value
            """;

    private static final String BUCKETS = """
            SELECT value, b.bucket, sum(b.count) AS count
              FROM {rows} spans
             CROSS JOIN LATERAL unnest(buckets, counts) AS b (bucket, count)
             WHERE value = ANY (?)
             GROUP BY value, b.bucket
            """;

    private final Sql sql;

    DurationQuery(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** Of all tickets. */
    Durations of(String metric, DayRange range) {
        String rows = ALL.replace("{metric}", metric);
        Map<String, Durations> all = sums(rows, range, List.of(""));
        addBuckets(all, rows, range, List.of(""));
        return all.getOrDefault("", Durations.NONE);
    }

    /** Of each of these categories. */
    Map<String, Durations> ofCategories(List<String> categories, String metric, DayRange range) {
        String rows = CATEGORIES.replace("{metric}", metric);
        Map<String, Durations> durations = sums(rows, range, categories);
        addBuckets(durations, rows, range, categories);
        return durations;
    }

    /** Of each of these categories: how many, and how long together, without how they are distributed. */
    Map<String, Durations> sumsOfCategories(List<String> categories, String metric, DayRange range) {
        return sums(CATEGORIES.replace("{metric}", metric), range, categories);
    }

    private Map<String, Durations> sums(String rows, DayRange range, List<String> values) {
        record Sum(String of, long count, BigDecimal micros) {}
        Map<String, Durations> durations = new HashMap<>();
        sql.list(
                        SUMS.replace("{rows}", rows),
                        row -> new Sum(row.getString(1), row.getLong(2), row.getBigDecimal(3)),
                        MonthSpans.parameters(List.of(range), values))
                .forEach(sum -> at(durations, sum.of()).addSum(sum.count(), sum.micros()));
        return durations;
    }

    private void addBuckets(Map<String, Durations> durations, String rows, DayRange range, List<String> values) {
        record Bucket(String of, int bucket, long count) {}
        sql.list(
                        BUCKETS.replace("{rows}", rows),
                        row -> new Bucket(row.getString(1), row.getInt(2), row.getLong(3)),
                        MonthSpans.parameters(List.of(range), values))
                .forEach(bucket -> at(durations, bucket.of()).add(bucket.bucket(), bucket.count()));
    }

    private static Durations at(Map<String, Durations> durations, String value) {
        return durations.computeIfAbsent(value, _ -> new Durations());
    }
}
