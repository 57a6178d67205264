package io.deskledger.api.report;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Categories and how long things took in them on average: all of it by one pass over the sums of the days' facts. */
@Singleton
class CategoryQuery {

    private static final String FIGURES = "value, created, now_resolved, now_closed, resolved, resolution_micros,"
            + " first_responses, first_response_micros";

    private static final String CATEGORIES = """
            SELECT value AS cohort, sum(created) AS total, sum(now_resolved + now_closed) AS resolved,
                   sum(resolved) AS resolutions, sum(resolution_micros) AS resolution_micros,
                   sum(first_responses) AS first_responses, sum(first_response_micros) AS first_response_micros
              FROM {rows} facts
             GROUP BY 1
            HAVING sum(created) > 0
            """.replace(
            "{rows}",
            Spans.rows(
                    "SELECT " + FIGURES + " FROM analytics.monthly_split_facts WHERE kind = 'category' AND {within}",
                    "SELECT " + FIGURES + " FROM analytics.five_split_facts WHERE kind = 'category' AND {within}",
                    "SELECT " + FIGURES + " FROM analytics.daily_split_facts WHERE kind = 'category' AND {within}"));

    private final CohortQuery cohorts;

    CategoryQuery(CohortQuery cohorts) {
        this.cohorts = cohorts;
    }

    /**
     * A category.
     *
     * @param total tickets created in the range
     * @param resolved of total: resolved or closed now
     * @param meanResolution in hours, or null where nothing was resolved
     * @param meanFirstResponse in hours, or null where nothing was answered
     * @param totalOfAll the totals of all categories, those of other pages too
     */
    record Category(
            String name,
            long total,
            long resolved,
            @Nullable BigDecimal meanResolution,
            @Nullable BigDecimal meanFirstResponse,
            long totalOfAll) {

        static Category of(ResultSet row) throws SQLException {
            return new Category(
                    row.getString("cohort"),
                    row.getLong("total"),
                    row.getLong("resolved"),
                    Rounding.meanHours(row.getBigDecimal("resolution_micros"), row.getLong("resolutions")),
                    Rounding.meanHours(row.getBigDecimal("first_response_micros"), row.getLong("first_responses")),
                    row.getLong("total_of_all"));
        }

        ReportPage.Key key() {
            return new ReportPage.Key(total, name, 0);
        }
    }

    /** Those with the most tickets first; with the first one of the next page, where there is one. */
    List<Category> page(DayRange range, ReportPage page) {
        return cohorts.page(CohortKind.CATEGORY, CATEGORIES, page, Category::of, Spans.parameters(List.of(range)));
    }
}
