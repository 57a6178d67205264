package io.deskledger.analytics.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.analytics.Desk;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of all periods beside the same counted ticket by ticket, by nothing but docs/metrics.md. */
final class PeriodFigures {

    private record RawTicket(
            String priority,
            String category,
            Instant created,
            @Nullable Instant resolved,
            @Nullable Instant answered,
            long resolver,
            long responder) {}

    /** So many in so much time. */
    private record Mean(BigInteger micros, long count) implements Comparable<Mean> {

        static final Mean NONE = new Mean(BigInteger.ZERO, 0);

        Mean plus(Duration duration) {
            return new Mean(micros.add(BigInteger.valueOf(duration.toNanos() / 1_000)), count + 1);
        }

        @Override
        public int compareTo(Mean other) {
            return micros.multiply(BigInteger.valueOf(other.count))
                    .compareTo(other.micros.multiply(BigInteger.valueOf(count)));
        }
    }

    private static final int LEAST = 5;

    private final List<RawTicket> tickets;
    private final ZoneId zone;

    private PeriodFigures(List<RawTicket> tickets, ZoneId zone) {
        this.tickets = tickets;
        this.zone = zone;
    }

    static void assertStoredEqualsTickets(Desk desk, ZoneId zone) {
        PeriodFigures figures = new PeriodFigures(
                desk.query(
                        "SELECT priority, coalesce(category, ''), created_at, resolved_at, first_responded_at,"
                                + " resolved_assignee_id, first_responder_id FROM support.tickets"
                                + " WHERE deleted_at IS NULL",
                        row -> new RawTicket(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant(),
                                instant(row.getObject(4, OffsetDateTime.class)),
                                instant(row.getObject(5, OffsetDateTime.class)),
                                row.getLong(6),
                                row.getLong(7))),
                zone);
        List<Boolean> checked = desk.query(
                "SELECT period, first_day, last_day FROM analytics.periods",
                row -> figures.check(
                        desk, row.getString(1), row.getObject(2, LocalDate.class), row.getObject(3, LocalDate.class)));
        assertThat(checked).hasSizeGreaterThan(140);
    }

    private boolean check(Desk desk, String period, LocalDate first, LocalDate last) {
        LocalDate before = first.minusDays(last.toEpochDay() - first.toEpochDay() + 1);
        Map<String, String> expected = new TreeMap<>();
        for (String metric : List.of("avg_resolution_hours", "resolved", "first_response_hours")) {
            Map<Long, Long> now = ranks(metric, first, last);
            Map<Long, Long> then = ranks(metric, before, first.minusDays(1));
            Map<Long, Mean> resolved = resolved(first, last);
            Map<Long, Mean> answered = answered(first, last);
            for (long agent = 1; agent <= 4; agent++) {
                if (resolved.containsKey(agent) || answered.containsKey(agent)) {
                    expected.put(
                            metric + agent,
                            now.get(agent) + " " + then.get(agent) + " " + resolved.getOrDefault(agent, Mean.NONE)
                                    + answered.getOrDefault(agent, Mean.NONE));
                }
            }
        }
        Map<String, String> stored = new TreeMap<>();
        desk.query(
                "SELECT * FROM analytics.agent_rankings WHERE period = ? AND last_day = ?",
                row -> stored.put(
                        row.getString("metric") + row.getLong("agent_id"),
                        row.getObject("rank") + " " + row.getObject("previous_rank") + " "
                                + new Mean(
                                        row.getBigDecimal("resolution_micros").toBigInteger(), row.getLong("resolved"))
                                + new Mean(
                                        row.getBigDecimal("first_response_micros")
                                                .toBigInteger(),
                                        row.getLong("first_responses"))),
                period,
                last);
        assertThat(stored).as(period + " " + first + " to " + last).isEqualTo(expected);
        checkCohorts(desk, period, first, last);
        return true;
    }

    private void checkCohorts(Desk desk, String period, LocalDate first, LocalDate last) {
        Map<String, String> expected = new TreeMap<>();
        cohorts(expected, "category ", RawTicket::category, first, last);
        cohorts(expected, "priority ", RawTicket::priority, first, last);
        cohorts(
                expected,
                "created_week ",
                t -> {
                    LocalDate day = day(t.created());
                    return day.minusDays(day.getDayOfWeek().getValue() - 1L).toString();
                },
                first,
                last);
        Map<String, String> stored = new TreeMap<>();
        desk.query(
                "SELECT * FROM analytics.cohort_resolution WHERE period = ? AND last_day = ? AND kind <> 'tag'",
                row -> stored.put(
                        row.getString("kind") + " " + row.getString("cohort"),
                        row.getLong("total") + " "
                                + new Mean(row.getBigDecimal("micros").toBigInteger(), row.getLong("resolved")) + " "
                                + row.getLong("resolved_in_1d")),
                period,
                last);
        assertThat(stored).as(period + " " + first + " to " + last).isEqualTo(expected);
        assertThat(desk.count(
                        "SELECT coalesce(sum(total), 0) FROM analytics.cohort_resolution"
                                + " WHERE period = ? AND last_day = ? AND kind = 'tag'",
                        period,
                        last))
                .isEqualTo(desk.count(
                        "SELECT coalesce(sum(created), 0) FROM analytics.daily_tag_facts WHERE day BETWEEN ? AND ?",
                        first,
                        last));
    }

    private void cohorts(
            Map<String, String> expected,
            String kind,
            Function<RawTicket, String> key,
            LocalDate first,
            LocalDate last) {
        Map<String, List<RawTicket>> groups = new TreeMap<>();
        tickets.stream()
                .filter(t -> within(t.created(), first, last))
                .forEach(t -> groups.computeIfAbsent(key.apply(t), _ -> new ArrayList<>())
                        .add(t));
        groups.forEach((cohort, group) -> {
            Mean mean = Mean.NONE;
            long quick = 0;
            for (RawTicket ticket : group) {
                if (ticket.resolved() != null) {
                    Duration took = Duration.between(ticket.created(), ticket.resolved());
                    mean = mean.plus(took);
                    quick += took.compareTo(Duration.ofDays(1)) <= 0 ? 1 : 0;
                }
            }
            expected.put(kind + cohort, group.size() + " " + mean + " " + quick);
        });
    }

    private Map<Long, Long> ranks(String metric, LocalDate first, LocalDate last) {
        Map<Long, Mean> resolved = resolved(first, last);
        Map<Long, Mean> figures = metric.equals("first_response_hours") ? answered(first, last) : resolved;
        Comparator<Mean> order =
                metric.equals("resolved") ? Comparator.comparing(Mean::count).reversed() : Comparator.naturalOrder();
        Map<Long, Long> ranks = new TreeMap<>();
        figures.forEach((agent, figure) -> {
            if (enough(resolved, agent)) {
                ranks.put(
                        agent,
                        1
                                + figures.entrySet().stream()
                                        .filter(other -> enough(resolved, other.getKey())
                                                && order.compare(other.getValue(), figure) < 0)
                                        .count());
            }
        });
        return ranks;
    }

    private static boolean enough(Map<Long, Mean> resolved, Long agent) {
        return resolved.getOrDefault(agent, Mean.NONE).count() >= LEAST;
    }

    private Map<Long, Mean> resolved(LocalDate first, LocalDate last) {
        Map<Long, Mean> means = new TreeMap<>();
        for (RawTicket ticket : tickets) {
            Instant end = ticket.resolved();
            if (end != null && within(end, first, last)) {
                Duration took = Duration.between(ticket.created(), end);
                means.merge(ticket.resolver(), Mean.NONE.plus(took), (mean, _) -> mean.plus(took));
            }
        }
        return means;
    }

    private Map<Long, Mean> answered(LocalDate first, LocalDate last) {
        Map<Long, Mean> means = new TreeMap<>();
        for (RawTicket ticket : tickets) {
            Instant end = ticket.answered();
            if (end != null && within(end, first, last)) {
                Duration waited = Duration.between(ticket.created(), end);
                means.merge(ticket.responder(), Mean.NONE.plus(waited), (mean, _) -> mean.plus(waited));
            }
        }
        return means;
    }

    private boolean within(Instant time, LocalDate first, LocalDate last) {
        return !day(time).isBefore(first) && !day(time).isAfter(last);
    }

    private LocalDate day(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
