package io.deskledger.api.report;

import io.deskledger.api.sql.RowMapper;
import io.deskledger.api.sql.Sql;
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

    private final Sql sql;

    CohortQuery(Sql sql) {
        this.sql = sql;
    }

    /**
     * A row of sums.
     *
     * @param micros from creation to resolution, of those resolved
     * @param inDays of total: resolved within so many days; empty for tags
     */
    record Sums(String cohort, long total, long resolved, BigDecimal micros, Map<Integer, Long> inDays) {}

    List<Sums> by(CohortKind kind, DayRange range) {
        return switch (kind) {
            case CATEGORY -> tickets("category", "daily_ticket_facts", "total DESC, cohort", range);
            case PRIORITY ->
                tickets(
                        "priority",
                        "daily_ticket_facts",
                        "array_position(ARRAY['urgent', 'high', 'medium', 'low'], min(priority))",
                        range);
            case CREATED_WEEK ->
                tickets(
                        "CAST(day - (CAST(extract(isodow FROM day) AS integer) - 1) AS text)",
                        "daily_totals",
                        "1",
                        range);
            case TAG -> sql.list(TAGS, row -> sums(row.getString(1), row, Map.of()), range.from(), range.to());
        };
    }

    private List<Sums> tickets(String key, String table, String order, DayRange range) {
        RowMapper<Sums> mapper = row -> {
            Map<Integer, Long> ages = new LinkedHashMap<>();
            for (int days : AGES) {
                ages.put(days, row.getLong("in_" + days + "d"));
            }
            return sums(row.getString(1), row, ages);
        };
        return sql.list(
                TICKETS.replace("{key}", key).replace("{table}", table).replace("{order}", order),
                mapper,
                range.from(),
                range.to());
    }

    private static Sums sums(String cohort, ResultSet row, Map<Integer, Long> ages) throws SQLException {
        return new Sums(cohort, row.getLong("total"), row.getLong("resolved"), row.getBigDecimal("micros"), ages);
    }
}
