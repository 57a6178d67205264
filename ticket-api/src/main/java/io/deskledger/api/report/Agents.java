package io.deskledger.api.report;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Agents' work and their places, from sums of the days' facts: so any range has them. Places in a period that is over
 * are stored, too.
 */
@Singleton
public class Agents {

    private static final String FIGURES = """
            agent_id, assigned, assigned_resolved, resolved, closed, resolution_micros, first_responses,
            first_response_micros, comments, sla_met, sla_promised
            """;

    static final String FACTS = Spans.rows(
            "SELECT " + FIGURES + " FROM analytics.monthly_agent_facts WHERE {within}",
            "SELECT " + FIGURES + " FROM analytics.five_agent_facts WHERE {within}",
            "SELECT " + FIGURES + " FROM analytics.daily_agent_facts WHERE {within}");

    private static final String RANKING = """
            WITH sums AS (
                SELECT agent_id, now, sum(resolved) AS resolved, sum(resolution_micros) AS resolution_micros,
                       sum(first_responses) AS first_responses, sum(first_response_micros) AS first_response_micros,
                       sum(sla_met) AS sla_met, sum(sla_promised) AS sla_promised
                  FROM (SELECT true AS now, f.* FROM {facts} f
                         UNION ALL
                        SELECT false, f.* FROM {facts} f) facts
                 GROUP BY agent_id, now
                HAVING sum(resolved) + sum(first_responses) > 0
            ), ranked AS (
                SELECT *, CASE WHEN enough THEN rank() OVER (PARTITION BY now, enough ORDER BY figure {order}) END AS rank
                  FROM (SELECT *, {figure} AS figure, resolved >= ? AND ({figure}) IS NOT NULL AS enough
                          FROM sums) figures
            )
            SELECT n.rank, p.rank AS previous_rank, n.agent_id, u.full_name, u.email, n.resolved,
                   n.resolution_micros, n.first_responses, n.first_response_micros, n.sla_met, n.sla_promised
              FROM ranked n
              JOIN users u ON u.id = n.agent_id
              LEFT JOIN ranked p ON p.agent_id = n.agent_id AND NOT p.now
             WHERE n.now
             ORDER BY n.rank NULLS LAST, n.resolved DESC, n.agent_id
             LIMIT ?
            """.replace("{facts}", FACTS);

    private static final String PERFORMANCE = """
            SELECT f.agent_id, u.full_name, u.email, f.total, f.total_resolved, f.resolved, f.closed,
                   f.resolution_micros, f.first_responses, f.first_response_micros, f.comments
              FROM (SELECT agent_id, sum(assigned) AS total, sum(assigned_resolved) AS total_resolved,
                           sum(resolved) AS resolved, sum(closed) AS closed,
                           sum(resolution_micros) AS resolution_micros, sum(first_responses) AS first_responses,
                           sum(first_response_micros) AS first_response_micros, sum(comments) AS comments
                      FROM {facts} facts
                     GROUP BY agent_id
                    HAVING sum(assigned + resolved + closed + first_responses + comments) > 0) f
              JOIN users u ON u.id = f.agent_id
             CROSS JOIN (SELECT CAST(? AS bigint) AS total, CAST(? AS bigint) AS agent_id) last
             WHERE f.total < last.total OR (f.total = last.total AND f.agent_id > last.agent_id)
             ORDER BY f.total DESC, f.agent_id
             LIMIT ?
            """.replace("{facts}", FACTS);

    private static final ReportPage.Key BEFORE_ALL = new ReportPage.Key(Long.MAX_VALUE, "", 0);

    private final StoredRankings stored;
    private final AgentSlaRates slaRates;
    private final Sql sql;

    Agents(StoredRankings stored, AgentSlaRates slaRates, @Named(Frames.DATABASE) Sql sql) {
        this.stored = stored;
        this.slaRates = slaRates;
        this.sql = sql;
    }

    /**
     * The agents by a metric.
     *
     * @param least how many tickets an agent has to have resolved to get a place
     */
    @Transactional(value = Frames.DATABASE, readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public ItemsReport<RankingItem> ranking(Frame frame, RankingMetric metric, int least, int limit) {
        return ItemsReport.of(
                frame,
                stored.find(frame.range(), metric, least, limit, row -> place(row, frame))
                        .map(places -> withSlaRates(places, frame.range()))
                        .orElseGet(() -> sql.list(
                                RANKING.replace("{order}", metric.order()).replace("{figure}", metric.expression()),
                                row -> place(row, frame).withSlaRate(slaRate(row)),
                                Spans.parameters(List.of(frame.range(), frame.previous()), least, limit))));
    }

    private static @Nullable BigDecimal slaRate(ResultSet row) throws SQLException {
        return Rounding.rate(row.getLong("sla_met"), row.getLong("sla_promised"));
    }

    /** Periods are stored without them. */
    private List<RankingItem> withSlaRates(List<RankingItem> places, DayRange range) {
        Map<Long, BigDecimal> rates =
                slaRates.of(places.stream().map(place -> place.agent().id()).toList(), range);
        return places.stream()
                .map(place -> place.withSlaRate(rates.get(place.agent().id())))
                .toList();
    }

    private static RankingItem place(ResultSet row, Frame frame) throws SQLException {
        return new RankingItem(
                Rows.longOrNull(row, "rank"),
                Rows.longOrNull(row, "previous_rank"),
                agent(row),
                row.getLong("resolved"),
                meanHours(row, "resolution_micros", "resolved"),
                meanHours(row, "first_response_micros", "first_responses"),
                null,
                resolvedBy(frame, row.getLong("agent_id")));
    }

    /** Those with the most tickets first. */
    @Transactional(value = Frames.DATABASE, readOnly = true)
    PageReport<PerformanceItem> performance(Frame frame, ReportPage page) {
        ReportPage.Key after = page.afterOr(BEFORE_ALL);
        List<PerformanceItem> found = sql.list(
                PERFORMANCE,
                row -> performance(row, frame),
                Spans.parameters(List.of(frame.range()), after.size(), after.number(), page.limitAndOne()));
        return PageReport.of(
                frame,
                page,
                found,
                item -> new ReportPage.Key(item.total(), "", item.agent().id()),
                item -> item);
    }

    private static PerformanceItem performance(ResultSet row, Frame frame) throws SQLException {
        return new PerformanceItem(
                agent(row),
                row.getLong("total"),
                row.getLong("resolved"),
                row.getLong("closed"),
                Rounding.rate(row.getLong("total_resolved"), row.getLong("total")),
                meanHours(row, "resolution_micros", "resolved"),
                meanHours(row, "first_response_micros", "first_responses"),
                row.getLong("comments"),
                links(frame, row.getLong("agent_id")));
    }

    private static AgentView agent(ResultSet row) throws SQLException {
        return new AgentView(row.getLong("agent_id"), row.getString("full_name"), row.getString("email"));
    }

    private static @Nullable BigDecimal meanHours(ResultSet row, String micros, String count) throws SQLException {
        return Rounding.meanHours(row.getBigDecimal(micros), row.getLong(count));
    }

    private static PerformanceItem.AgentLinks links(Frame frame, long agent) {
        return new PerformanceItem.AgentLinks(
                TicketLinks.with(TicketLinks.created(frame.start(), frame.end()), "assignee_id", Long.toString(agent)),
                resolvedBy(frame, agent),
                TicketLinks.with(TicketLinks.closed(frame.start(), frame.end()), "resolved_by", Long.toString(agent)));
    }

    private static String resolvedBy(Frame frame, long agent) {
        return TicketLinks.with(TicketLinks.resolved(frame.start(), frame.end()), "resolved_by", Long.toString(agent));
    }
}
