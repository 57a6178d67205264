package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sums of the days' totals. */
@Singleton
class TotalsQuery {

    private static final String RANGE = """
            SELECT coalesce(sum(created), 0) AS total, coalesce(sum(now_unassigned), 0) AS unassigned,
                   coalesce(sum(now_open), 0) AS open, coalesce(sum(now_in_progress), 0) AS in_progress,
                   coalesce(sum(now_waiting_on_customer), 0) AS waiting_on_customer,
                   coalesce(sum(now_resolved), 0) AS resolved, coalesce(sum(now_closed), 0) AS closed,
                   coalesce(sum(now_low), 0) AS low, coalesce(sum(now_medium), 0) AS medium,
                   coalesce(sum(now_high), 0) AS high, coalesce(sum(now_urgent), 0) AS urgent,
                   coalesce(sum(now_overdue), 0) AS overdue,
                   (SELECT coalesce(sum(created - resolved), 0) FROM analytics.daily_totals WHERE day <= ?) AS backlog
              FROM analytics.daily_totals
             WHERE day BETWEEN ? AND ?
            """;

    private final Sql sql;

    TotalsQuery(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    /**
     * Of the tickets created in the range: how many, how many of them unassigned, overdue, in each status, of each
     * priority; and of all tickets the backlog at the end of the range.
     */
    Map<String, Long> of(DayRange range) {
        return sql.first(
                        RANGE,
                        row -> {
                            Map<String, Long> figures = new LinkedHashMap<>();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                figures.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
                            }
                            return figures;
                        },
                        range.to(),
                        range.from(),
                        range.to())
                .orElseThrow();
    }
}
