package io.deskledger.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    /** Each moment is asked for once for each day that there is. */
    private record ToDay(ZoneId zone, Map<Instant, LocalDate> known) {
        LocalDate of(Instant time) {
            return known.computeIfAbsent(time, moment -> moment.atZone(zone).toLocalDate());
        }

        boolean is(LocalDate date, @Nullable Instant time) {
            return time != null && date.equals(of(time));
        }
    }

    private static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

    private Trends() {}

    /** Without the days on which tickets were answered and nothing else happened. */
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
        days.values().removeIf(f -> f.created + f.resolved + f.closed + f.reopened == 0);
        return days;
    }

    /** By the dictionary, for every day on which anything happened. */
    public static Map<LocalDate, Figures> counted(Desk desk, ZoneId zone) {
        var tickets = desk.query(
                "SELECT initial_priority, created_at, resolved_at, closed_at FROM support.tickets "
                        + "WHERE deleted_at IS NULL",
                row -> new RawTicket(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        instant(row.getObject(3, OffsetDateTime.class)),
                        instant(row.getObject(4, OffsetDateTime.class))));
        var reopenings = desk.query(
                "SELECT c.changed_at FROM support.status_changes c JOIN support.tickets t ON t.id = c.ticket_id "
                        + "WHERE c.reopened AND t.deleted_at IS NULL",
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
        ToDay day = new ToDay(zone, new HashMap<>());
        Map<LocalDate, Figures> days = new TreeMap<>();
        tickets.forEach(ticket -> Stream.of(ticket.createdAt, ticket.resolvedAt, ticket.closedAt)
                .filter(Objects::nonNull)
                .forEach(time -> days.put(day.of(time), NONE)));
        reopenings.forEach(time -> days.put(day.of(time), NONE));
        days.replaceAll((date, none) -> {
            Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
            return new Figures(
                    tickets.stream().filter(t -> day.is(date, t.createdAt)).count(),
                    tickets.stream()
                            .filter(t -> day.is(date, t.createdAt) && t.initialPriority.equals("urgent"))
                            .count(),
                    tickets.stream().filter(t -> day.is(date, t.resolvedAt)).count(),
                    tickets.stream().filter(t -> day.is(date, t.closedAt)).count(),
                    reopenings.stream().filter(time -> day.is(date, time)).count(),
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
