package io.deskledger.api.report;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
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

    // Figures are computed once an agent, though ranks ask for them again and again; of the period before no more is
    // summed than its ranks are of.
    private static final String RANKING = """
            WITH now AS MATERIALIZED (
                SELECT *, {figure} AS figure
                  FROM (SELECT agent_id, sum(resolved) AS resolved, sum(resolution_micros) AS resolution_micros,
                               sum(first_responses) AS first_responses,
                               sum(first_response_micros) AS first_response_micros, sum(sla_met) AS sla_met,
                               sum(sla_promised) AS sla_promised
                          FROM {facts} facts
                         GROUP BY agent_id
                        HAVING sum(resolved) + sum(first_responses) > 0) sums
            ), previous AS MATERIALIZED (
                SELECT agent_id, resolved, {figure} AS figure
                  FROM (SELECT agent_id, {sums}
                          FROM {facts} facts
                         GROUP BY agent_id) sums
            ), asked AS (
                SELECT CAST(? AS bigint) AS least
            )
            SELECT n.rank, p.rank AS previous_rank, n.agent_id, u.full_name, u.email, n.resolved,
                   n.resolution_micros, n.first_responses, n.first_response_micros, n.sla_met, n.sla_promised
              FROM (SELECT *, CASE WHEN enough THEN rank() OVER (PARTITION BY enough ORDER BY figure {order}) END AS rank
                      FROM (SELECT now.*, resolved >= least AND figure IS NOT NULL AS enough
                              FROM now CROSS JOIN asked) figures) n
              JOIN users u ON u.id = n.agent_id
              LEFT JOIN (SELECT agent_id, rank() OVER (ORDER BY figure {order}) AS rank
                           FROM previous CROSS JOIN asked
                          WHERE resolved >= least AND figure IS NOT NULL) p ON p.agent_id = n.agent_id
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
    @Transactional(value = Frames.DATABASE, readOnly = true)
    public ItemsReport<RankingItem> ranking(Frame frame, RankingMetric metric, int least, int limit) {
        TicketLinks tickets = frame.tickets();
        return ItemsReport.of(
                frame,
                stored.find(frame.range(), metric, least, limit, row -> place(row, tickets))
                        .map(places -> withSlaRates(places, frame.range()))
                        .orElseGet(() -> sql.list(
                                RANKING.replace("{order}", metric.order())
                                        .replace("{figure}", metric.expression())
                                        .replace("{sums}", metric.sums()),
                                row -> place(row, tickets).withSlaRate(slaRate(row)),
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

    private static RankingItem place(ResultSet row, TicketLinks tickets) throws SQLException {
        return new RankingItem(
                Rows.longOrNull(row, "rank"),
                Rows.longOrNull(row, "previous_rank"),
                agent(row),
                row.getLong("resolved"),
                meanHours(row, "resolution_micros", "resolved"),
                meanHours(row, "first_response_micros", "first_responses"),
                null,
                TicketLinks.with(tickets.resolved(), "resolved_by", row.getString("agent_id")));
    }

    /** Those with the most tickets first. */
    @Transactional(value = Frames.DATABASE, readOnly = true)
    PageReport<PerformanceItem> performance(Frame frame, ReportPage page) {
        ReportPage.Key after = page.afterOr(BEFORE_ALL);
        TicketLinks tickets = frame.tickets();
        List<PerformanceItem> found = sql.list(
                PERFORMANCE,
                row -> performance(row, tickets),
                Spans.parameters(List.of(frame.range()), after.size(), after.number(), page.limitAndOne()));
        return PageReport.of(
                frame,
                page,
                found,
                item -> new ReportPage.Key(item.total(), "", item.agent().id()),
                item -> item);
    }

    private static PerformanceItem performance(ResultSet row, TicketLinks tickets) throws SQLException {
        return new PerformanceItem(
                agent(row),
                row.getLong("total"),
                row.getLong("resolved"),
                row.getLong("closed"),
                Rounding.rate(row.getLong("total_resolved"), row.getLong("total")),
                meanHours(row, "resolution_micros", "resolved"),
                meanHours(row, "first_response_micros", "first_responses"),
                row.getLong("comments"),
                links(tickets, row.getString("agent_id")));
    }

    private static AgentView agent(ResultSet row) throws SQLException {
        return new AgentView(row.getLong("agent_id"), row.getString("full_name"), row.getString("email"));
    }

    private static @Nullable BigDecimal meanHours(ResultSet row, String micros, String count) throws SQLException {
        return Rounding.meanHours(row.getBigDecimal(micros), row.getLong(count));
    }

    private static PerformanceItem.AgentLinks links(TicketLinks tickets, String agent) {
        return new PerformanceItem.AgentLinks(
                TicketLinks.with(tickets.created(), "assignee_id", agent),
                TicketLinks.with(tickets.resolved(), "resolved_by", agent),
                TicketLinks.with(tickets.closed(), "resolved_by", agent));
    }
}
