package io.deskledger.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every table of facts as a plain walk over tickets, comments, tags and reopenings makes it, by nothing but
 * docs/metrics.md: a computation that shares neither SQL nor code with the two of the product.
 */
public final class RawSummaries {

    private static final List<String> TABLES =
            List.of("daily_ticket_facts", "daily_split_facts", "daily_totals", "daily_agent_facts", "daily_tag_facts");

    private static final Set<String> KEYS =
            Set.of("day", "priority", "category", "kind", "value", "agent_id", "tag_id");
    private static final int[] AGES = {1, 3, 7, 14, 30, 90};
    private static final double LOG_GAMMA = Math.log(1.01 / 0.99);

    private record RawTicket(
            long id,
            String status,
            String priority,
            String initialPriority,
            String category,
            @Nullable Long assignee,
            @Nullable Long responder,
            @Nullable Long resolver,
            Instant created,
            @Nullable Instant answered,
            @Nullable Instant resolved,
            @Nullable Instant closed) {

        static RawTicket of(ResultSet row) throws SQLException {
            String category = row.getString("category");
            return new RawTicket(
                    row.getLong("id"),
                    row.getString("status"),
                    row.getString("priority"),
                    row.getString("initial_priority"),
                    category == null ? "" : category,
                    (Long) row.getObject("assignee_id"),
                    (Long) row.getObject("first_responder_id"),
                    (Long) row.getObject("resolved_assignee_id"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    instant(row, "first_responded_at"),
                    instant(row, "resolved_at"),
                    instant(row, "closed_at"));
        }
    }

    private final Map<String, BigDecimal> figures = new TreeMap<>();
    private final ZoneId zone;

    private RawSummaries(ZoneId zone) {
        this.zone = zone;
    }

    /** Every figure that is not zero, by table, day, key and name. */
    public static Map<String, BigDecimal> counted(Desk desk, ZoneId zone) {
        RawSummaries raw = new RawSummaries(zone);
        Map<Long, RawTicket> tickets = new TreeMap<>();
        desk.query("SELECT * FROM support.tickets WHERE deleted_at IS NULL", RawTicket::of)
                .forEach(ticket -> tickets.put(ticket.id, ticket));
        tickets.values().forEach(raw::created);
        tickets.values().forEach(raw::ended);
        pairs(desk, "SELECT ticket_id, author_id FROM support.comments").forEach(pair -> {
            RawTicket ticket = tickets.get(pair[0]);
            if (ticket != null) {
                raw.add("daily_agent_facts", ticket.created, "" + pair[1], "comments", 1);
            }
        });
        pairs(desk, "SELECT ticket_id, tag_id FROM support.ticket_tags").forEach(pair -> {
            RawTicket ticket = tickets.get(pair[0]);
            if (ticket != null) {
                raw.tagged(ticket, "" + pair[1]);
            }
        });
        desk.query("SELECT ticket_id, changed_at FROM support.status_changes WHERE reopened", row -> {
            RawTicket ticket = tickets.get(row.getLong(1));
            if (ticket != null) {
                raw.fact(ticket, row.getObject(2, OffsetDateTime.class).toInstant(), "reopened", 1);
            }
            return true;
        });
        raw.figures.values().removeIf(figure -> figure.signum() == 0);
        return raw.figures;
    }

    /** The same as it is stored. */
    public static Map<String, BigDecimal> stored(Desk desk) {
        Map<String, BigDecimal> figures = new TreeMap<>();
        for (String table : TABLES) {
            desk.query("SELECT * FROM analytics." + table, row -> {
                StringBuilder key = new StringBuilder();
                Map<String, BigDecimal> values = new TreeMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    String name = row.getMetaData().getColumnLabel(i);
                    if (!KEYS.contains(name)) {
                        values.put(name, row.getBigDecimal(i));
                    } else if (!name.equals("day")) {
                        key.append(key.isEmpty() ? "" : "/").append(row.getString(i));
                    }
                }
                LocalDate day = row.getObject("day", LocalDate.class);
                values.forEach((name, value) -> figures.put(name(table, day, key.toString(), name), value));
                return true;
            });
        }
        desk.query(
                "SELECT d.day, metric || '/' || dimension || '/' || value, total, micros, b.bucket, b.count"
                        + " FROM analytics.duration_buckets d, unnest(buckets, counts) AS b (bucket, count)",
                row -> {
                    LocalDate day = row.getObject(1, LocalDate.class);
                    String key = row.getString(2);
                    figures.put(name("duration_buckets", day, key, "total"), row.getBigDecimal(3));
                    figures.put(name("duration_buckets", day, key, "micros"), row.getBigDecimal(4));
                    figures.put(name("duration_buckets", day, key, "bucket " + row.getInt(5)), row.getBigDecimal(6));
                    return true;
                });
        desk.query(
                "SELECT span || ' ' || metric || '/' || dimension, first_day, CAST(keys AS text), data"
                        + " FROM analytics.duration_sketches",
                row -> {
                    unpack(figures, row);
                    return true;
                });
        figures.values().removeIf(figure -> figure.signum() == 0);
        figures.replaceAll((_, figure) -> figure.setScale(0));
        return figures;
    }

    /** Keys one after the other; each entry is a bucket and one, and how many, up to the bucket ffff. */
    private static void unpack(Map<String, BigDecimal> figures, ResultSet row) throws SQLException {
        try {
            ByteBuffer data = ByteBuffer.wrap(row.getBytes(4));
            for (JsonNode key : new ObjectMapper().readTree(row.getString(3))) {
                String name = row.getString(1) + "/" + key.textValue();
                for (int bucket = data.getChar(); bucket != 0xffff; bucket = data.getChar()) {
                    figures.merge(
                            name(
                                    "duration_sketches",
                                    row.getObject(2, LocalDate.class),
                                    name,
                                    "bucket " + (bucket - 1)),
                            BigDecimal.valueOf(Byte.toUnsignedInt(data.get())),
                            BigDecimal::add);
                }
                data.get();
            }
            assertThat(data.remaining()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void created(RawTicket t) {
        fact(t, t.created, "created", 1);
        fact(t, t.created, "urgent_created", t.initialPriority.equals("urgent") ? 1 : 0);
        fact(t, t.created, "now_" + t.status, 1);
        fact(t, t.created, "now_unassigned", t.resolved == null && t.assignee == null ? 1 : 0);
        add("daily_totals", t.created, "", "now_" + t.priority, 1);
        if (t.assignee != null) {
            add("daily_agent_facts", t.created, "" + t.assignee, "assigned", 1);
            add("daily_agent_facts", t.created, "" + t.assignee, "assigned_resolved", t.resolved == null ? 0 : 1);
        }
        if (t.resolved != null) {
            fact(t, t.created, "cohort_micros", micros(t.created, t.resolved));
            for (int days : AGES) {
                boolean within = !t.resolved.isAfter(t.created.plus(Duration.ofDays(days)));
                fact(t, t.created, "resolved_in_" + days + "d", within ? 1 : 0);
            }
        }
    }

    private void ended(RawTicket t) {
        if (t.resolved != null) {
            fact(t, t.resolved, "resolved", 1);
            took(t, "resolution", t.resolved, t.resolver, "resolved", "resolution_micros");
        }
        if (t.closed != null) {
            fact(t, t.closed, "closed", 1);
            if (t.resolver != null) {
                add("daily_agent_facts", t.closed, "" + t.resolver, "closed", 1);
            }
        }
        if (t.answered != null) {
            fact(t, t.answered, "first_responses", 1);
            took(t, "first_response", t.answered, t.responder, "first_responses", "first_response_micros");
        }
    }

    private void took(RawTicket t, String metric, Instant at, @Nullable Long agent, String count, String sum) {
        long micros = micros(t.created, at);
        fact(t, at, sum, micros);
        if (agent != null) {
            add("daily_agent_facts", at, "" + agent, count, 1);
            add("daily_agent_facts", at, "" + agent, sum, micros);
            bucket(metric + "/agent/" + agent, at, micros);
        }
        bucket(metric + "/all/", at, micros);
        bucket(metric + "/priority/" + t.priority, at, micros);
        bucket(metric + "/category/" + t.category, at, micros);
    }

    private void bucket(String key, Instant at, long micros) {
        int bucket = micros == 0 ? -1 : (int) Math.ceil(Math.log((double) micros) / LOG_GAMMA);
        add("duration_buckets", at, key, "total", 1);
        add("duration_buckets", at, key, "micros", micros);
        add("duration_buckets", at, key, "bucket " + bucket, 1);
        if (key.endsWith("/all/") || key.startsWith("resolution/category/")) {
            LocalDate day = at.atZone(zone).toLocalDate();
            int place = day.getDayOfMonth() > 30 ? 26 : (day.getDayOfMonth() - 1) / 5 * 5 + 1;
            add("duration_sketches", day, "day " + key, "bucket " + bucket, 1);
            add("duration_sketches", day.withDayOfMonth(place), "five " + key, "bucket " + bucket, 1);
            add("duration_sketches", day.withDayOfMonth(1), "month " + key, "bucket " + bucket, 1);
        }
    }

    private void tagged(RawTicket t, String tag) {
        add("daily_tag_facts", t.created, tag, "created", 1);
        add("daily_tag_facts", t.created, tag, "created_resolved", t.resolved == null ? 0 : 1);
        add("daily_tag_facts", t.created, tag, "cohort_micros", t.resolved == null ? 0 : micros(t.created, t.resolved));
    }

    private void fact(RawTicket t, Instant at, String figure, long amount) {
        add("daily_ticket_facts", at, t.priority + "/" + t.category, figure, amount);
        add("daily_split_facts", at, "priority/" + t.priority, figure, amount);
        add("daily_split_facts", at, "category/" + t.category, figure, amount);
        add("daily_totals", at, "", figure, amount);
    }

    private void add(String table, Instant at, String key, String figure, long amount) {
        add(table, at.atZone(zone).toLocalDate(), key, figure, amount);
    }

    private void add(String table, LocalDate day, String key, String figure, long amount) {
        figures.merge(name(table, day, key, figure), BigDecimal.valueOf(amount), BigDecimal::add);
    }

    private static String name(String table, LocalDate day, String key, String figure) {
        return table + " " + day + " " + key + " " + figure;
    }

    private static long micros(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1_000;
    }

    private static List<long[]> pairs(Desk desk, String sql) {
        return desk.query(sql, row -> new long[] {row.getLong(1), row.getLong(2)});
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
