package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import io.deskledger.model.summary.Sketches;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long resolutions and first responses took, from the packed buckets of the range's spans. */
@Singleton
class DurationQuery {

    static final String RESOLUTION = "resolution";
    static final String FIRST_RESPONSE = "first_response";

    private static final String ALL = Spans.rows("SELECT metric, total, micros, data"
            + " FROM analytics.duration_sketches"
            + " WHERE span = '{span}' AND metric IN ({metrics}) AND dimension = 'all' AND {within}");

    private static final String OF_CATEGORIES = Spans.rows("SELECT CAST(keys AS text) AS keys, data"
            + " FROM analytics.duration_sketches"
            + " WHERE span = '{span}' AND metric = '" + RESOLUTION + "' AND dimension = 'category' AND {within}");

    private final Sql sql;

    DurationQuery(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** How long each of these metrics took, of all tickets; those that nothing took are not in it. */
    Map<String, Durations> of(DayRange range, String... metrics) {
        Map<String, Durations> durations = new HashMap<>();
        sql.list(
                ALL.replace("{metrics}", Stream.of(metrics).collect(Collectors.joining("', '", "'", "'"))),
                row -> {
                    Durations took = durations.computeIfAbsent(row.getString("metric"), _ -> new Durations());
                    took.add(row.getBytes("data"));
                    took.addSum(row.getLong("total"), row.getBigDecimal("micros"));
                    return took;
                },
                Spans.parameters(List.of(range)));
        return durations;
    }

    /**
     * How resolutions are distributed in each of these categories; how long together is not looked up.
     *
     * @param shown is given durations that hold until it returns
     */
    <T> Map<String, T> ofCategories(List<String> categories, DayRange range, Function<Durations, T> shown) {
        Sketches buckets = new Sketches(Set.copyOf(categories)::contains);
        sql.list(
                OF_CATEGORIES,
                row -> {
                    buckets.add(row.getString("keys"), row.getBytes("data"));
                    return buckets;
                },
                Spans.parameters(List.of(range)));
        Map<String, T> distributed = new HashMap<>();
        buckets.forEach((category, counts) -> distributed.put(category, shown.apply(new Durations(counts))));
        return distributed;
    }
}
