package io.deskledger.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The trends as stored, and as a plain count over the raw rows says, one day after the other. */
public final class Trends {

    /** The figures of a day. */
    public record Figures(long created, long urgentCreated, long resolved, long closed, long reopened, long backlog) {}

    private record RawTicket(
            String initialPriority,
            Instant createdAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant closedAt) {}

    private Trends() {}

    public static Map<LocalDate, Figures> stored(Desk desk) {
        Map<LocalDate, Figures> days = new TreeMap<>();
        desk.query(
                "SELECT * FROM analytics.daily_trends",
                row -> days.put(
                        row.getObject("day", LocalDate.class),
                        new Figures(
                                row.getLong("created"),
                                row.getLong("urgent_created"),
                                row.getLong("resolved"),
                                row.getLong("closed"),
                                row.getLong("reopened"),
                                row.getLong("backlog"))));
        return days;
    }

    /** By the dictionary, for every day on which anything happened. */
    public static Map<LocalDate, Figures> counted(Desk desk, ZoneId zone) {
        var tickets = desk.query(
                "SELECT initial_priority, created_at, resolved_at, closed_at FROM support.tickets "
                        + "WHERE deleted_at IS NULL",
                row -> new RawTicket(
                        row.getString(1),
                        instant(row.getObject(2, OffsetDateTime.class)),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        instant(row.getObject(4, OffsetDateTime.class))));
        var reopenings = desk.query(
                "SELECT c.changed_at FROM support.status_changes c JOIN support.tickets t ON t.id = c.ticket_id "
                        + "WHERE c.reopened AND t.deleted_at IS NULL",
                row -> instant(row.getObject(1, OffsetDateTime.class)));
        Function<@Nullable Instant, @Nullable LocalDate> day =
                time -> time == null ? null : time.atZone(zone).toLocalDate();
        Map<LocalDate, Figures> days = new TreeMap<>();
        tickets.forEach(ticket -> {
            days.put(day.apply(ticket.createdAt), new Figures(0, 0, 0, 0, 0, 0));
            if (ticket.resolvedAt != null) days.put(day.apply(ticket.resolvedAt), new Figures(0, 0, 0, 0, 0, 0));
            if (ticket.closedAt != null) days.put(day.apply(ticket.closedAt), new Figures(0, 0, 0, 0, 0, 0));
        });
        reopenings.forEach(time -> days.put(day.apply(time), new Figures(0, 0, 0, 0, 0, 0)));
        days.replaceAll((date, none) -> {
            Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
            return new Figures(
                    tickets.stream()
                            .filter(t -> date.equals(day.apply(t.createdAt)))
                            .count(),
                    tickets.stream()
                            .filter(t -> date.equals(day.apply(t.createdAt)) && t.initialPriority.equals("urgent"))
                            .count(),
                    tickets.stream()
                            .filter(t -> date.equals(day.apply(t.resolvedAt)))
                            .count(),
                    tickets.stream()
                            .filter(t -> date.equals(day.apply(t.closedAt)))
                            .count(),
                    reopenings.stream()
                            .filter(time -> date.equals(day.apply(time)))
                            .count(),
                    tickets.stream()
                            .filter(t ->
                                    t.createdAt.isBefore(end) && (t.resolvedAt == null || !t.resolvedAt.isBefore(end)))
                            .count());
        });
        return days;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
