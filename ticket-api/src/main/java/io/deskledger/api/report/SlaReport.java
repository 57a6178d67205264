package io.deskledger.api.report;

import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaKind;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How promises were kept, from sums of the days' facts: open and late counts as missed. */
@Singleton
public class SlaReport {

    private static final String PROMISES = """
            SELECT f.priority, coalesce(v.definition ->> 'name', '#' || f.policy_version_id) AS policy, f.target_seconds,
                   sum(f.met) AS met, sum(f.missed) AS missed, sum(f.open_late) AS open_late
              FROM analytics.daily_sla_facts f
              LEFT JOIN sla_policy_versions v ON v.id = f.policy_version_id
             WHERE f.day BETWEEN ? AND ? AND f.target = ?
             GROUP BY 1, 2, 3
             ORDER BY array_position(ARRAY['urgent', 'high', 'medium', 'low'], f.priority), policy, f.target_seconds
            """;

    private final Sql sql;

    SlaReport(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    private record Promise(String priority, String policy, long seconds, long met, long missed, long openLate) {}

    /** How the promises of that kind were kept in the frame. */
    @Transactional(value = Frames.DATABASE, readOnly = true)
    public ItemsReport<SlaItem> of(Frame frame, SlaKind kind) {
        List<Promise> rows = sql.list(
                PROMISES,
                row -> new Promise(
                        row.getString("priority"),
                        row.getString("policy"),
                        row.getLong("target_seconds"),
                        row.getLong("met"),
                        row.getLong("missed"),
                        row.getLong("open_late")),
                frame.from(),
                frame.to(),
                kind.wire());
        Map<String, Long> ofPriority =
                rows.stream().collect(Collectors.groupingBy(Promise::priority, Collectors.counting()));
        return ItemsReport.of(
                frame,
                rows.stream()
                        .map(row -> item(
                                row,
                                kind == SlaKind.RESOLUTION && ofPriority.getOrDefault(row.priority, 0L) == 1
                                        ? resolved(frame, row.priority)
                                        : null))
                        .toList());
    }

    private static SlaItem item(Promise row, @Nullable String link) {
        long fulfilled = row.met + row.missed;
        return new SlaItem(
                row.priority,
                row.policy,
                Rounding.hours(row.seconds * 1e6),
                fulfilled,
                row.met,
                row.openLate,
                Rounding.rate(row.met, fulfilled + row.openLate),
                link);
    }

    private static String resolved(Frame frame, String priority) {
        return TicketLinks.with(TicketLinks.resolved(frame.start(), frame.end()), "priority", priority);
    }
}
