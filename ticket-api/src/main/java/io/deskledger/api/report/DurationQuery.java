package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import io.deskledger.model.summary.Sketches;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How long resolutions and first responses took, from the packed buckets of the range's spans. */
@Singleton
class DurationQuery {

    static final String RESOLUTION = "resolution";
    static final String FIRST_RESPONSE = "first_response";

    private static final String ROWS = Spans.rows("SELECT total, micros, CAST(keys AS text) AS keys, data"
            + " FROM analytics.duration_sketches"
            + " WHERE span = '{span}' AND metric = '{metric}' AND dimension = '{dimension}' AND {within}");

    private final Sql sql;

    DurationQuery(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** Of all tickets. */
    Durations of(String metric, DayRange range) {
        record Sum(long count, BigDecimal micros) {}
        Sketches buckets = new Sketches();
        Durations all = new Durations();
        sql.list(
                        rows(metric, "all"),
                        row -> {
                            buckets.add(row.getString("keys"), row.getBytes("data"));
                            return new Sum(row.getLong("total"), row.getBigDecimal("micros"));
                        },
                        Spans.parameters(List.of(range)))
                .forEach(sum -> all.addSum(sum.count(), sum.micros()));
        buckets.byKey().values().forEach(all::add);
        return all;
    }

    /** How resolutions are distributed in each of these categories; how long together is not looked up. */
    Map<String, Durations> ofCategories(List<String> categories, DayRange range) {
        Set<String> wanted = Set.copyOf(categories);
        Sketches buckets = new Sketches();
        sql.list(
                rows(RESOLUTION, "category"),
                row -> {
                    buckets.add(row.getString("keys"), row.getBytes("data"), wanted::contains);
                    return wanted;
                },
                Spans.parameters(List.of(range)));
        Map<String, Durations> durations = new HashMap<>();
        buckets.byKey().forEach((category, counts) -> {
            Durations took = new Durations();
            took.add(counts);
            durations.put(category, took);
        });
        return durations;
    }

    private static String rows(String metric, String dimension) {
        return ROWS.replace("{metric}", metric).replace("{dimension}", dimension);
    }
}
