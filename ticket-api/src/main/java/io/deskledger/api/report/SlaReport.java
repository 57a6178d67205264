package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaKind;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How promises were kept, from sums of the days' facts: open and late counts as missed. */
@Singleton
public class SlaReport {

    // Tickets without a resolution target are resolved, too: the row's are all of its priority, or no list has just
    // them.
    private static final String PROMISES = """
            WITH promises AS (
                SELECT array_position(ARRAY['urgent', 'high', 'medium', 'low'], f.priority) AS place, f.priority,
                       coalesce(v.definition ->> 'name', '#' || f.policy_version_id) AS policy, f.target_seconds,
                       sum(f.met) AS met, sum(f.missed) AS missed, sum(f.open_late) AS open_late,
                       count(*) OVER (PARTITION BY f.priority) = 1 AS alone
                  FROM analytics.daily_sla_totals f
                  LEFT JOIN sla_policy_versions v ON v.id = f.policy_version_id
                 WHERE f.day BETWEEN ? AND ? AND f.target = ?
                 GROUP BY 1, 2, 3, 4
            )
            SELECT p.*,
                   alone AND met + missed = (SELECT coalesce(sum(s.resolved), 0)
                                               FROM analytics.daily_split_facts s
                                              WHERE s.kind = 'priority' AND s.value = p.priority
                                                AND s.day BETWEEN ? AND ?) AS all_resolved
              FROM promises p
             WHERE (place, policy, target_seconds) > (?, ?, ?)
             ORDER BY place, policy, target_seconds
             LIMIT ?
            """;

    private static final ReportPage.Key BEFORE_ALL = new ReportPage.Key(0, "", 0);

    private final Sql sql;

    SlaReport(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    private record Promise(
            ReportPage.Key key, String priority, long met, long missed, long openLate, boolean allResolved) {}

    /** How the promises of that kind were kept in the frame, the urgent ones first. */
    @Transactional(value = Frames.DATABASE, readOnly = true)
    public PageReport<SlaItem> of(Frame frame, SlaKind kind, ReportPage page) {
        ReportPage.Key after = page.afterOr(BEFORE_ALL);
        List<Promise> found = sql.list(
                PROMISES,
                SlaReport::promise,
                frame.from(),
                frame.to(),
                kind.wire(),
                frame.from(),
                frame.to(),
                after.size(),
                after.name(),
                after.number(),
                page.limitAndOne());
        return PageReport.of(
                frame,
                page,
                found,
                Promise::key,
                row -> item(row, kind == SlaKind.RESOLUTION && row.allResolved ? resolved(frame, row.priority) : null));
    }

    private static Promise promise(ResultSet row) throws SQLException {
        return new Promise(
                new ReportPage.Key(row.getLong("place"), row.getString("policy"), row.getLong("target_seconds")),
                row.getString("priority"),
                row.getLong("met"),
                row.getLong("missed"),
                row.getLong("open_late"),
                row.getBoolean("all_resolved"));
    }

    private static SlaItem item(Promise row, @Nullable String link) {
        long fulfilled = row.met + row.missed;
        return new SlaItem(
                row.priority,
                row.key.name(),
                Rounding.hours(row.key.number() * 1e6),
                fulfilled,
                row.met,
                row.openLate,
                Rounding.rate(row.met, fulfilled + row.openLate),
                link);
    }

    private static String resolved(Frame frame, String priority) {
        return TicketLinks.with(frame.tickets().resolved(), "priority", priority);
    }
}
