package io.deskledger.api.report;

import io.deskledger.api.sql.RowMapper;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums of the days' facts by what tickets have in common, page by page. */
@Singleton
class CohortQuery {

    static final List<Integer> AGES = List.of(1, 3, 7, 14, 30, 90);

    private static final String TICKETS = """
            SELECT {key} AS cohort, sum(created) AS total, sum(now_resolved + now_closed) AS resolved,
                   sum(cohort_micros) AS micros, sum(resolved_in_1d) AS in_1d, sum(resolved_in_3d) AS in_3d,
                   sum(resolved_in_7d) AS in_7d, sum(resolved_in_14d) AS in_14d, sum(resolved_in_30d) AS in_30d,
                   sum(resolved_in_90d) AS in_90d
              FROM {rows} facts
             GROUP BY 1
            HAVING sum(created) > 0
            """;

    private static final String FIGURES = """
            created, now_resolved, now_closed, cohort_micros, resolved_in_1d, resolved_in_3d, resolved_in_7d,
            resolved_in_14d, resolved_in_30d, resolved_in_90d
            """;

    private static final String SPLITS = Spans.rows(
            "SELECT value, " + FIGURES + " FROM analytics.monthly_split_facts WHERE kind = '{kind}' AND {within}",
            "SELECT value, " + FIGURES + " FROM analytics.five_split_facts WHERE kind = '{kind}' AND {within}",
            "SELECT value, " + FIGURES + " FROM analytics.daily_split_facts WHERE kind = '{kind}' AND {within}");

    private static final String DAYS =
            "(SELECT day, " + FIGURES + " FROM analytics.daily_totals WHERE day >= ? AND day < ?)";

    private static final String TAG_FIGURES = "tag_id, created, created_resolved, cohort_micros";

    private static final String TAGS = """
            SELECT coalesce(g.name, '#' || f.tag_id) AS cohort, sum(f.created) AS total,
                   sum(f.created_resolved) AS resolved, sum(f.cohort_micros) AS micros
              FROM (SELECT tag_id, sum(created) AS created, sum(created_resolved) AS created_resolved,
                           sum(cohort_micros) AS cohort_micros
                      FROM {rows} facts
                     GROUP BY tag_id) f
              LEFT JOIN tags g ON g.id = f.tag_id
             GROUP BY 1
            """.replace(
                    "{rows}",
                    Spans.rows(
                            "SELECT " + TAG_FIGURES + " FROM analytics.monthly_tag_facts WHERE {within}",
                            "SELECT " + TAG_FIGURES + " FROM analytics.five_tag_facts WHERE {within}",
                            "SELECT " + TAG_FIGURES + " FROM analytics.daily_tag_facts WHERE {within}"));

    private static final String STORED = """
            SELECT c.cohort, c.total, c.resolved, c.micros, c.resolved_in_1d AS in_1d, c.resolved_in_3d AS in_3d,
                   c.resolved_in_7d AS in_7d, c.resolved_in_14d AS in_14d, c.resolved_in_30d AS in_30d,
                   c.resolved_in_90d AS in_90d
              FROM analytics.cohort_resolution c
             WHERE c.period = ? AND c.last_day = ? AND c.kind = ?
            """;

    private static final String STORED_TAGS = """
            SELECT coalesce(g.name, '#' || c.cohort) AS cohort, c.total, c.resolved, c.micros
              FROM analytics.cohort_resolution c
              LEFT JOIN tags g ON g.id = CAST(c.cohort AS bigint)
             WHERE c.period = ? AND c.last_day = ? AND c.kind = ?
            """;

    private static final String PAGE = """
            WITH cohorts AS (
                {cohorts}
            ), last AS (
                SELECT CAST(? AS bigint) AS total, CAST(? AS text) AS cohort
            )
            SELECT c.*, (SELECT sum(total) FROM cohorts) AS total_of_all
              FROM cohorts c
             CROSS JOIN last
             WHERE {after}
             ORDER BY {order}
             LIMIT ?
            """;

    private static final String WEEK = "CAST(day - (CAST(extract(isodow FROM day) AS integer) - 1) AS text)";

    private static final String PLACE = "array_position(ARRAY['urgent', 'high', 'medium', 'low'], {priority})";

    private static final ReportPage.Key BEFORE_ALL = new ReportPage.Key(Long.MAX_VALUE, "", 0);

    private final StoredPeriods periods;
    private final Sql sql;

    CohortQuery(StoredPeriods periods, @Named(Frames.DATABASE) Sql sql) {
        this.periods = periods;
        this.sql = sql;
    }

    /**
     * A row of sums.
     *
     * @param micros from creation to resolution, of those resolved
     * @param inDays of total: resolved within so many days; empty for tags
     * @param totalOfAll the totals of all rows, those of other pages too
     */
    record Sums(
            String cohort, long total, long resolved, BigDecimal micros, Map<Integer, Long> inDays, long totalOfAll) {

        ReportPage.Key key() {
            return new ReportPage.Key(total, cohort, 0);
        }
    }

    /**
     * From the tables of the period, where there are any that are still right, or else from the facts; with the first
     * row of the next page, where there is one.
     */
    List<Sums> by(CohortKind kind, DayRange range, ReportPage page) {
        return periods.gathered(range)
                .map(period -> stored(kind, period, range, page))
                .orElseGet(() -> counted(kind, range, page));
    }

    private List<Sums> stored(CohortKind kind, String period, DayRange range, ReportPage page) {
        return read(kind, kind == CohortKind.TAG ? STORED_TAGS : STORED, page, period, range.to(), kind.wire());
    }

    private List<Sums> counted(CohortKind kind, DayRange range, ReportPage page) {
        return switch (kind) {
            case CATEGORY, PRIORITY ->
                read(kind, tickets("value", SPLITS.replace("{kind}", kind.wire())), page, spans(range));
            case CREATED_WEEK ->
                read(kind, tickets(WEEK, DAYS), page, range.from(), range.to().plusDays(1));
            case TAG -> read(kind, TAGS, page, spans(range));
        };
    }

    private static Object[] spans(DayRange range) {
        return Spans.parameters(List.of(range));
    }

    private static String tickets(String key, String rows) {
        return TICKETS.replace("{key}", key).replace("{rows}", rows);
    }

    private List<Sums> read(CohortKind kind, String cohorts, ReportPage page, Object... parameters) {
        return page(
                kind,
                cohorts,
                page,
                kind == CohortKind.TAG ? CohortQuery::withoutAges : CohortQuery::withAges,
                parameters);
    }

    /** A page of what that query answers, whose columns are cohort, total and others; total_of_all is added. */
    <T> List<T> page(CohortKind kind, String cohorts, ReportPage page, RowMapper<T> mapper, Object... parameters) {
        ReportPage.Key after = page.afterOr(BEFORE_ALL);
        List<Object> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of(after.size(), after.name(), page.limitAndOne()));
        return sql.list(
                PAGE.replace("{cohorts}", cohorts)
                        .replace("{after}", after(kind))
                        .replace("{order}", order(kind)),
                mapper,
                all.toArray());
    }

    private static String order(CohortKind kind) {
        return switch (kind) {
            case CATEGORY, TAG -> "c.total DESC, c.cohort";
            case PRIORITY -> PLACE.replace("{priority}", "c.cohort");
            case CREATED_WEEK -> "c.cohort";
        };
    }

    private static String after(CohortKind kind) {
        return switch (kind) {
            case CATEGORY, TAG -> "c.total < last.total OR (c.total = last.total AND c.cohort > last.cohort)";
            case PRIORITY -> order(kind) + " > coalesce(" + PLACE.replace("{priority}", "last.cohort") + ", 0)";
            case CREATED_WEEK -> "c.cohort > last.cohort";
        };
    }

    private static Sums withAges(ResultSet row) throws SQLException {
        Map<Integer, Long> ages = new LinkedHashMap<>();
        for (int days : AGES) {
            ages.put(days, row.getLong("in_" + days + "d"));
        }
        return sums(row.getString(1), row, ages);
    }

    private static Sums withoutAges(ResultSet row) throws SQLException {
        return sums(row.getString(1), row, Map.of());
    }

    private static Sums sums(String cohort, ResultSet row, Map<Integer, Long> ages) throws SQLException {
        return new Sums(
                cohort,
                row.getLong("total"),
                row.getLong("resolved"),
                row.getBigDecimal("micros"),
                ages,
                row.getLong("total_of_all"));
    }
}
