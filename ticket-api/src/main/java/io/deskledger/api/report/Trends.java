package io.deskledger.api.report;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.WireName;
import io.deskledger.model.ticket.TicketPriority;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What came, went and waited: of all tickets, or of those of a priority or a category. */
@Singleton
public class Trends {

    private static final String SPLIT = """
            WITH trends AS MATERIALIZED (
                SELECT *, sum(created - resolved) OVER (ORDER BY day) AS backlog
                  FROM analytics.{table}
                 WHERE day <= ? AND {conditions}
            )
            SELECT day, created, urgent_created, resolved, closed, reopened, backlog
              FROM trends
             WHERE day >= coalesce((SELECT max(day) FROM trends WHERE day < ?), ?)
             ORDER BY day
            """;

    private static final int LONGEST_CATEGORY = 100;

    private final DailyTrends all;
    private final Sql sql;

    Trends(DailyTrends all, @Named(Frames.DATABASE) Sql sql) {
        this.all = all;
        this.sql = sql;
    }

    /**
     * What the trends are asked for besides the days.
     *
     * @param interval how days are put together
     * @param priority of tickets of that priority only, or null
     * @param category of tickets of that category only, or null
     */
    public record Split(
            Interval interval,
            @Nullable String priority,
            @Nullable String category) {

        public static Split read(QueryParams query) {
            query.text("priority");
            return new Split(
                    WireName.find(Interval.class, query.choice("interval", "day", "week", "month"))
                            .orElse(Interval.DAY),
                    query.constants("priority", TicketPriority.class).stream()
                            .map(WireName::wire)
                            .findFirst()
                            .orElse(null),
                    query.texts("category", 1, LONGEST_CATEGORY).stream()
                            .findFirst()
                            .orElse(null));
        }
    }

    @Transactional(value = Frames.DATABASE, readOnly = true)
    public ItemsReport<TrendItem> of(Frame frame, Split split) {
        List<DailyTrend> days = split.priority() == null && split.category() == null
                ? all.upTo(frame.from(), frame.to())
                : split(frame, split);
        return ItemsReport.of(
                frame,
                TrendSeries.of(frame.range(), split.interval(), days).stream()
                        .map(item -> item.withLinks(links(frame, split, item.period())))
                        .toList());
    }

    private List<DailyTrend> split(Frame frame, Split split) {
        List<Object> parameters = new ArrayList<>(List.of(frame.to()));
        String table = "daily_split_facts";
        String conditions;
        if (split.priority() == null) {
            conditions = "kind = 'category' AND value = ?";
            parameters.add(Objects.requireNonNull(split.category()));
        } else if (split.category() == null) {
            conditions = "kind = 'priority' AND value = ?";
            parameters.add(split.priority());
        } else {
            table = "daily_ticket_facts";
            conditions = "priority = ? AND category = ?";
            parameters.addAll(List.of(split.priority(), split.category()));
        }
        parameters.add(frame.from());
        parameters.add(frame.from());
        return sql.list(
                SPLIT.replace("{table}", table).replace("{conditions}", conditions),
                row -> new DailyTrend(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7)),
                parameters.toArray());
    }

    /** The interval's own days, where the range cuts it. */
    private static Map<String, String> links(Frame frame, Split split, LocalDate period) {
        LocalDate first = period.isBefore(frame.from()) ? frame.from() : period;
        LocalDate last = split.interval().last(period);
        Instant start = frame.startOf(first);
        Instant end = last.isBefore(frame.to()) ? frame.startOf(last.plusDays(1)) : frame.end();
        TicketLinks tickets = TicketLinks.between(start, end);
        Map<String, String> links = new LinkedHashMap<>();
        links.put("created", tickets.created());
        links.put("resolved", tickets.resolved());
        links.put("closed", tickets.closed());
        links.put("reopened", tickets.reopened());
        links.put("backlog", tickets.backlog());
        links.replaceAll((_, link) ->
                TicketLinks.with(TicketLinks.with(link, "priority", split.priority()), "category", split.category()));
        return links;
    }
}
