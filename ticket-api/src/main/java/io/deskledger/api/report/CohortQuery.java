package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums of the days' facts by what tickets have in common. */
@Singleton
class CohortQuery {

    static final List<Integer> AGES = List.of(1, 3, 7, 14, 30, 90);

    private static final String TICKETS = """
            SELECT {key} AS cohort, sum(created) AS total, sum(now_resolved + now_closed) AS resolved,
                   sum(cohort_micros) AS micros, sum(resolved_in_1d) AS in_1d, sum(resolved_in_3d) AS in_3d,
                   sum(resolved_in_7d) AS in_7d, sum(resolved_in_14d) AS in_14d, sum(resolved_in_30d) AS in_30d,
                   sum(resolved_in_90d) AS in_90d
              FROM analytics.{table}
             WHERE day BETWEEN ? AND ?
             GROUP BY 1
            HAVING sum(created) > 0
             ORDER BY {order}
            """;

    private static final String TAGS = """
            SELECT coalesce(g.name, '#' || f.tag_id) AS cohort, sum(f.created) AS total,
                   sum(f.created_resolved) AS resolved, sum(f.cohort_micros) AS micros
              FROM analytics.daily_tag_facts f
              LEFT JOIN tags g ON g.id = f.tag_id
             WHERE f.day BETWEEN ? AND ?
             GROUP BY 1
             ORDER BY total DESC, cohort
            """;

    private static final String STORED = """
            SELECT c.cohort, c.total, c.resolved, c.micros, c.resolved_in_1d AS in_1d, c.resolved_in_3d AS in_3d,
                   c.resolved_in_7d AS in_7d, c.resolved_in_14d AS in_14d, c.resolved_in_30d AS in_30d,
                   c.resolved_in_90d AS in_90d
              FROM analytics.cohort_resolution c
             WHERE c.period = ? AND c.last_day = ? AND c.kind = ?
             ORDER BY {order}
            """;

    private static final String STORED_TAGS = """
            SELECT coalesce(g.name, '#' || c.cohort) AS cohort, c.total, c.resolved, c.micros
              FROM analytics.cohort_resolution c
              LEFT JOIN tags g ON g.id = CAST(c.cohort AS bigint)
             WHERE c.period = ? AND c.last_day = ? AND c.kind = 'tag'
             ORDER BY total DESC, cohort
            """;

    private static final String MOST_FIRST = "total DESC, cohort";

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
     */
    record Sums(String cohort, long total, long resolved, BigDecimal micros, Map<Integer, Long> inDays) {}

    /** From the tables of the period, where there are any that are still right, or else from the facts. */
    List<Sums> by(CohortKind kind, DayRange range) {
        return periods.gathered(range)
                .map(period -> stored(kind, period, range))
                .orElseGet(() -> counted(kind, range));
    }

    private List<Sums> stored(CohortKind kind, String period, DayRange range) {
        return kind == CohortKind.TAG
                ? sql.list(STORED_TAGS, CohortQuery::withoutAges, period, range.to())
                : sql.list(
                        STORED.replace("{order}", order(kind, "cohort")),
                        CohortQuery::withAges,
                        period,
                        range.to(),
                        kind.wire());
    }

    private List<Sums> counted(CohortKind kind, DayRange range) {
        return switch (kind) {
            case CATEGORY -> tickets(kind, "category", "daily_ticket_facts", range);
            case PRIORITY -> tickets(kind, "priority", "daily_ticket_facts", range);
            case CREATED_WEEK ->
                tickets(
                        kind,
                        "CAST(day - (CAST(extract(isodow FROM day) AS integer) - 1) AS text)",
                        "daily_totals",
                        range);
            case TAG -> sql.list(TAGS, CohortQuery::withoutAges, range.from(), range.to());
        };
    }

    private List<Sums> tickets(CohortKind kind, String key, String table, DayRange range) {
        return sql.list(
                TICKETS.replace("{key}", key)
                        .replace("{table}", table)
                        .replace("{order}", order(kind, "min(priority)")),
                CohortQuery::withAges,
                range.from(),
                range.to());
    }

    private static String order(CohortKind kind, String priority) {
        return switch (kind) {
            case CATEGORY, TAG -> MOST_FIRST;
            case PRIORITY -> "array_position(ARRAY['urgent', 'high', 'medium', 'low'], " + priority + ")";
            case CREATED_WEEK -> "1";
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
        return new Sums(cohort, row.getLong("total"), row.getLong("resolved"), row.getBigDecimal("micros"), ages);
    }
}
