package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long resolutions and first responses took on average in categories, from sums of the days' facts. */
@Singleton
class CategoryTimes {

    private static final String FIGURES = "value, resolved, resolution_micros, first_responses, first_response_micros";

    private static final String TIMES = """
            SELECT value, sum(resolved) AS resolved, sum(resolution_micros) AS resolution_micros,
                   sum(first_responses) AS first_responses, sum(first_response_micros) AS first_response_micros
              FROM {rows} facts
             WHERE value = ANY (?)
             GROUP BY value
            """.replace(
            "{rows}",
            Spans.rows(
                    "SELECT " + FIGURES + " FROM analytics.monthly_split_facts WHERE kind = 'category' AND {within}",
                    "SELECT " + FIGURES + " FROM analytics.five_split_facts WHERE kind = 'category' AND {within}",
                    "SELECT " + FIGURES + " FROM analytics.daily_split_facts WHERE kind = 'category' AND {within}"));

    private final Sql sql;

    CategoryTimes(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /** The means of a category in hours; null where nothing was resolved or answered. */
    record Means(
            String category,
            @Nullable BigDecimal resolution,
            @Nullable BigDecimal firstResponse) {

        static final Means NONE = new Means("", null, null);

        static Means of(ResultSet row) throws SQLException {
            return new Means(
                    row.getString("value"),
                    Rounding.meanHours(row.getBigDecimal("resolution_micros"), row.getLong("resolved")),
                    Rounding.meanHours(row.getBigDecimal("first_response_micros"), row.getLong("first_responses")));
        }
    }

    /** By category. */
    Map<String, Means> of(List<String> categories, DayRange range) {
        return sql.list(TIMES, Means::of, Spans.parameters(List.of(range), categories)).stream()
                .collect(Collectors.toMap(Means::category, Function.identity()));
    }
}
