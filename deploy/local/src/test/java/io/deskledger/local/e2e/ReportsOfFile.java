package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the reports have to answer of the tickets of a file and nothing else, figure by figure: counted one by one by
 * docs/metrics.md, with no code of the product.
 */
final class ReportsOfFile {

    private static final int LEAST = 5;
    private static final Map<String, Integer> TARGETS = Map.of("urgent", 4, "high", 24, "medium", 72, "low", 168);

    private final Desk desk;
    private final List<FileTicket> tickets;
    private final ZoneId zone;
    private LocalDate from = LocalDate.EPOCH;
    private LocalDate to = LocalDate.EPOCH;

    ReportsOfFile(Desk desk, List<FileTicket> tickets, ZoneId zone) {
        this.desk = desk;
        this.tickets = tickets;
        this.zone = zone;
    }

    void areRight(LocalDate first, LocalDate last) throws IOException, InterruptedException {
        from = first;
        to = last;
        dashboardIsRight();
        categoriesAreRight();
        cohortsAreRight();
        cohortsAreRight("category", t -> List.of(Objects.requireNonNullElse(t.category(), "")));
        cohortsAreRight("priority", t -> List.of(t.priority()));
        cohortsAreRight("tag", FileTicket::tags);
        responseTimesAreRight();
        trendsAreRight("day", day -> day);
        trendsAreRight("week", day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        trendsAreRight("month", day -> day.withDayOfMonth(1));
        agentsAreRight();
        ranksAreRight("resolved");
        ranksAreRight("avg_resolution_hours");
        ranksAreRight("first_response_hours");
        // What is overdue is told by a sweep, a little later than the rest.
        await("promises").atMost(Duration.ofSeconds(60)).untilAsserted(this::promisesAreRight);
    }

    private void dashboardIsRight() throws IOException, InterruptedException {
        JsonNode board = report("dashboard");
        assertThat(board.path("zone").asText()).isEqualTo(zone.getId());
        List<FileTicket> created = created();
        assertThat(board.path("total").asLong()).isEqualTo(created.size());
        board.path("by_status")
                .properties()
                .forEach(status -> assertThat(status.getValue().asLong())
                        .as(status.getKey())
                        .isEqualTo(count(created, t -> t.status().equals(status.getKey()))));
        board.path("by_priority")
                .properties()
                .forEach(priority -> assertThat(priority.getValue().asLong())
                        .as(priority.getKey())
                        .isEqualTo(count(created, t -> t.priority().equals(priority.getKey()))));
        assertThat(board.path("unassigned").asLong()).isEqualTo(count(created, t -> !t.done() && t.assignee() == null));
        assertThat(board.path("backlog").asLong()).isEqualTo(backlog(to));
        assertThat(board.path("overdue").asLong()).isEqualTo(count(created, ReportsOfFile::isOverdue));
        List<Duration> took = resolved(from, to).stream().map(FileTicket::took).toList();
        durationsAreRight(board, "resolution", took);
        durationsAreRight(
                board,
                "first_response",
                tickets.stream()
                        .filter(t -> within(t.answered(), from, to))
                        .map(FileTicket::waited)
                        .toList());
        for (String figure : List.of("total", "by_status.closed", "by_priority.high", "unassigned", "backlog")) {
            JsonNode value = board;
            for (String name : figure.split("\\.", -1)) {
                value = value.path(name);
            }
            assertThat(listed(board.path("links").path(figure).asText()))
                    .as("tickets behind " + figure)
                    .isEqualTo(value.asLong());
        }
        assertThat(listed(board.path("links").path("resolved").asText())).isEqualTo(took.size());
    }

    private static boolean isOverdue(FileTicket ticket) {
        return !ticket.done()
                && ticket.openFor(Duration.ofHours(Objects.requireNonNull(TARGETS.get(ticket.priority())))) != null;
    }

    private static void durationsAreRight(JsonNode board, String metric, List<Duration> durations) {
        assertHours(board.path("avg_" + metric + "_hours"), mean(durations));
        List<Duration> sorted = durations.stream().sorted().toList();
        for (int percent : new int[] {50, 90, 95, 99}) {
            JsonNode answered = board.path("p" + percent + "_" + metric + "_hours");
            if (sorted.isEmpty()) {
                assertThat(answered.isNull()).isTrue();
            } else {
                int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
                double exact = sorted.get(rank - 1).toMillis() / 3_600_000.0;
                // 1 %, and what rounding to two decimals adds.
                assertThat(Math.abs(answered.asDouble() - exact))
                        .as(metric + " p" + percent + ": " + answered + ", " + exact)
                        .isLessThanOrEqualTo(0.010001 * exact + 0.005);
            }
        }
    }

    private void categoriesAreRight() throws IOException, InterruptedException {
        List<FileTicket> created = created();
        Map<String, Long> expected = created.stream()
                .collect(Collectors.groupingBy(
                        t -> Objects.requireNonNullElse(t.category(), ""), TreeMap::new, Collectors.counting()));
        Map<String, Long> answered = new TreeMap<>();
        for (JsonNode item : report("categories").path("items")) {
            String category = item.path("category").asText("");
            answered.put(category, item.path("total").asLong());
            assertHours(
                    item.path("avg_resolution_hours"),
                    mean(resolved(from, to).stream()
                            .filter(t ->
                                    Objects.requireNonNullElse(t.category(), "").equals(category))
                            .map(FileTicket::took)
                            .toList()));
            List<FileTicket> own = created.stream()
                    .filter(t -> Objects.requireNonNullElse(t.category(), "").equals(category))
                    .toList();
            assertRate(item.path("share"), own.size(), created.size());
            assertThat(item.path("resolved").asLong()).isEqualTo(count(own, FileTicket::done));
            assertRate(item.path("resolution_rate"), count(own, FileTicket::done), own.size());
            assertHours(
                    item.path("avg_first_response_hours"),
                    mean(answered(from, to).stream()
                            .filter(t ->
                                    Objects.requireNonNullElse(t.category(), "").equals(category))
                            .map(FileTicket::waited)
                            .toList()));
            if (!category.isEmpty()) {
                assertThat(listed(item.path("link").asText()))
                        .isEqualTo(item.path("total").asLong());
            }
        }
        assertThat(answered).isEqualTo(expected);
    }

    private void cohortsAreRight() throws IOException, InterruptedException {
        Map<String, List<FileTicket>> weeks = created().stream()
                .collect(Collectors.groupingBy(
                        t -> day(t.created())
                                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                .toString(),
                        TreeMap::new,
                        Collectors.toList()));
        JsonNode items = report("cohorts?by=created_week").path("items");
        assertThat(items.findValuesAsText("cohort")).containsExactlyElementsOf(weeks.keySet());
        for (JsonNode item : items) {
            List<FileTicket> week =
                    Objects.requireNonNull(weeks.get(item.path("cohort").asText()));
            List<FileTicket> done = week.stream().filter(FileTicket::done).toList();
            assertThat(item.path("total").asLong()).isEqualTo(week.size());
            assertThat(item.path("resolved").asLong()).isEqualTo(done.size());
            assertRate(item.path("resolution_rate"), done.size(), week.size());
            assertHours(
                    item.path("avg_resolution_hours"),
                    mean(done.stream().map(FileTicket::took).toList()));
            for (int days : new int[] {1, 3, 7, 14, 30, 90}) {
                assertRate(
                        item.path("resolved_in_days").path(Integer.toString(days)),
                        count(done, t -> t.took().compareTo(Duration.ofDays(days)) <= 0),
                        week.size());
            }
        }
    }

    private void trendsAreRight(String interval, Function<LocalDate, LocalDate> first)
            throws IOException, InterruptedException {
        Map<LocalDate, List<LocalDate>> periods = from.datesUntil(to.plusDays(1))
                .collect(Collectors.groupingBy(first, TreeMap::new, Collectors.toList()));
        JsonNode items = report("trends?interval=" + interval).path("items");
        assertThat(items).hasSize(periods.size());
        for (JsonNode item : items) {
            List<LocalDate> days = Objects.requireNonNull(
                    periods.get(LocalDate.parse(item.path("period").asText())));
            LocalDate begin = days.getFirst();
            LocalDate end = days.getLast();
            String period = interval + " " + begin;
            assertThat(item.path("created").asLong())
                    .as(period)
                    .isEqualTo(count(tickets, t -> within(t.created(), begin, end)));
            assertThat(item.path("urgent_created").asLong())
                    .as(period)
                    .isEqualTo(count(tickets, t -> t.urgentAtFirst() && within(t.created(), begin, end)));
            assertThat(item.path("reopened").asLong())
                    .as(period)
                    .isEqualTo(tickets.stream()
                            .flatMap(t -> t.reopenings().stream())
                            .filter(at -> within(at, begin, end))
                            .count());
            assertThat(item.path("resolved").asLong())
                    .as(period)
                    .isEqualTo(resolved(begin, end).size());
            assertThat(item.path("closed").asLong())
                    .as(period)
                    .isEqualTo(count(tickets, t -> within(t.closed(), begin, end)));
            assertThat(item.path("backlog").asLong()).as(period).isEqualTo(backlog(end));
        }
        JsonNode some = items.get(items.size() / 2);
        List<LocalDate> its = Objects.requireNonNull(
                periods.get(LocalDate.parse(some.path("period").asText())));
        assertThat(listed(some.path("links").path("reopened").asText()))
                .as("tickets behind reopened")
                .isEqualTo(count(
                        tickets,
                        t -> t.reopenings().stream().anyMatch(at -> within(at, its.getFirst(), its.getLast()))));
        for (String figure : List.of("created", "resolved", "closed", "backlog")) {
            assertThat(listed(some.path("links").path(figure).asText()))
                    .as("tickets behind " + figure)
                    .isEqualTo(some.path(figure).asLong());
        }
    }

    private void agentsAreRight() throws IOException, InterruptedException {
        int seen = 0;
        for (JsonNode item : report("agents/performance").path("items")) {
            String agent = item.path("agent").path("email").asText();
            List<FileTicket> own =
                    created().stream().filter(t -> agent.equals(t.assignee())).toList();
            List<FileTicket> done = resolvedBy(agent, from, to);
            assertThat(item.path("total").asLong()).as(agent).isEqualTo(own.size());
            assertThat(item.path("resolved").asLong()).as(agent).isEqualTo(done.size());
            assertThat(item.path("closed").asLong())
                    .as(agent)
                    .isEqualTo(count(tickets, t -> agent.equals(t.resolvedBy()) && within(t.closed(), from, to)));
            assertRate(item.path("resolution_rate"), count(own, FileTicket::done), own.size());
            assertHours(
                    item.path("avg_resolution_hours"),
                    mean(done.stream().map(FileTicket::took).toList()));
            assertHours(
                    item.path("avg_first_response_hours"),
                    mean(answered(from, to).stream()
                            .filter(t -> agent.equals(t.answeredBy()))
                            .map(FileTicket::waited)
                            .toList()));
            assertThat(item.path("comments").asLong())
                    .as(agent)
                    .isEqualTo(created().stream()
                            .mapToLong(t -> t.comments().getOrDefault(agent, 0L))
                            .sum());
            assertThat(listed(item.path("links").path("resolved").asText())).isEqualTo(done.size());
            assertThat(listed(item.path("links").path("total").asText())).isEqualTo(own.size());
            seen += done.size();
        }
        assertThat(seen).isEqualTo((int) count(resolved(from, to), t -> t.resolvedBy() != null));
    }

    /** With the ties that equal numbers give, against the same number of days before. */
    private void ranksAreRight(String metric) throws IOException, InterruptedException {
        LocalDate before = from.minusDays(to.toEpochDay() - from.toEpochDay() + 1);
        Map<String, Long> now = ranks(metric, from, to);
        Map<String, Long> then = ranks(metric, before, from.minusDays(1));
        Map<String, Long> answered = new TreeMap<>();
        for (JsonNode item :
                report("agents/ranking?metric=" + metric + "&limit=1000").path("items")) {
            String agent = item.path("agent").path("email").asText();
            if (!item.path("rank").isNull()) {
                answered.put(agent, item.path("rank").asLong());
            }
            assertThat(item.path("previous_rank").asText())
                    .as(metric + agent)
                    .isEqualTo(String.valueOf(then.get(agent)));
            assertThat(item.path("resolved").asLong())
                    .isEqualTo(resolvedBy(agent, from, to).size());
        }
        assertThat(answered).as(metric).isEqualTo(now);
    }

    /** By the default policy, on whose clock every second counts in which a ticket is open. */
    private void promisesAreRight() throws IOException, InterruptedException {
        Map<String, String> answered = new TreeMap<>();
        for (JsonNode item : report("sla").path("items")) {
            answered.put(
                    item.path("priority").asText(),
                    "%s h: %s %s %s %s"
                            .formatted(
                                    item.path("target_hours").decimalValue().setScale(0, RoundingMode.UNNECESSARY),
                                    item.path("total_resolved"),
                                    item.path("within_sla"),
                                    item.path("missed_open"),
                                    item.path("compliance_rate").asText()));
        }
        Map<String, String> expected = new TreeMap<>();
        TARGETS.forEach((priority, hours) -> {
            Duration target = Duration.ofHours(hours);
            List<FileTicket> own =
                    tickets.stream().filter(t -> t.priority().equals(priority)).toList();
            long resolved = count(own, t -> within(t.resolved(), from, to));
            long inTime = count(own, t -> within(t.resolved(), from, to) && t.openFor(target) == null);
            long missed = count(own, t -> !t.done() && within(t.openFor(target), from, to));
            if (resolved + missed > 0) {
                BigDecimal rate = BigDecimal.valueOf(100 * inTime)
                        .divide(BigDecimal.valueOf(resolved + missed), 1, RoundingMode.HALF_UP);
                expected.put(
                        priority,
                        "%d h: %d %d %d %s"
                                .formatted(hours, resolved, inTime, missed, Double.toString(rate.doubleValue())));
            }
        });
        assertThat(answered).isEqualTo(expected);
    }

    private Map<String, Long> ranks(String metric, LocalDate first, LocalDate last) {
        Map<String, List<FileTicket>> resolved = resolved(first, last).stream()
                .filter(t -> t.resolvedBy() != null)
                .collect(Collectors.groupingBy(t -> Objects.requireNonNull(t.resolvedBy())));
        Map<String, List<FileTicket>> answered = answered(first, last).stream()
                .filter(t -> t.answeredBy() != null)
                .collect(Collectors.groupingBy(t -> Objects.requireNonNull(t.answeredBy())));
        Map<String, Double> figures = new TreeMap<>();
        resolved.forEach((agent, done) -> {
            List<FileTicket> own =
                    metric.equals("first_response_hours") ? answered.getOrDefault(agent, List.of()) : done;
            if (done.size() >= LEAST && !own.isEmpty()) {
                figures.put(
                        agent,
                        switch (metric) {
                            case "resolved" -> -(double) own.size();
                            case "avg_resolution_hours" -> average(own, FileTicket::took);
                            default -> average(own, FileTicket::waited);
                        });
            }
        });
        Map<String, Long> ranks = new TreeMap<>();
        figures.forEach((agent, figure) -> ranks.put(
                agent,
                1 + figures.values().stream().filter(other -> other < figure).count()));
        return ranks;
    }

    private static double average(List<FileTicket> of, Function<FileTicket, Duration> duration) {
        long seconds = of.stream().mapToLong(t -> duration.apply(t).toSeconds()).sum();
        return (double) seconds / of.size();
    }

    private void cohortsAreRight(String kind, Function<FileTicket, Collection<String>> key)
            throws IOException, InterruptedException {
        Map<String, List<FileTicket>> groups = new TreeMap<>();
        created()
                .forEach(t -> key.apply(t)
                        .forEach(value -> groups.computeIfAbsent(value, _ -> new ArrayList<>())
                                .add(t)));
        JsonNode items = report("cohorts?by=" + kind).path("items");
        assertThat(items).as(kind).hasSize(groups.size());
        for (JsonNode item : items) {
            List<FileTicket> group =
                    Objects.requireNonNull(groups.get(item.path("cohort").asText("")));
            List<FileTicket> done = group.stream().filter(FileTicket::done).toList();
            assertThat(item.path("total").asLong()).isEqualTo(group.size());
            assertThat(item.path("resolved").asLong()).isEqualTo(done.size());
            assertRate(item.path("resolution_rate"), done.size(), group.size());
            assertHours(
                    item.path("avg_resolution_hours"),
                    mean(done.stream().map(FileTicket::took).toList()));
            if (!item.path("link").isNull()) {
                assertThat(listed(item.path("link").asText())).isEqualTo(group.size());
            }
        }
    }

    /** Ticket by ticket over all pages, the first ones first. */
    private void responseTimesAreRight() throws IOException, InterruptedException {
        List<String> expected = answered(from, to).stream()
                .map(t -> t.answered() + " " + t.answeredBy() + " " + mean(List.of(t.waited())))
                .sorted()
                .toList();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = report("response-times?limit=200" + cursor);
            for (JsonNode item : page.path("items")) {
                seen.add(Instant.parse(item.path("first_responded_at").asText()) + " "
                        + item.path("agent").path("email").asText() + " "
                        + item.path("first_response_hours").decimalValue().setScale(2));
            }
            if (cursor.isEmpty()) {
                durationsAreRight(
                        page,
                        "first_response",
                        answered(from, to).stream().map(FileTicket::waited).toList());
            }
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(seen.stream().sorted().toList()).isEqualTo(expected);
    }

    private List<FileTicket> answered(LocalDate first, LocalDate last) {
        return tickets.stream().filter(t -> within(t.answered(), first, last)).toList();
    }

    private List<FileTicket> created() {
        return tickets.stream().filter(t -> within(t.created(), from, to)).toList();
    }

    private List<FileTicket> resolved(LocalDate first, LocalDate last) {
        return tickets.stream().filter(t -> within(t.resolved(), first, last)).toList();
    }

    private List<FileTicket> resolvedBy(String agent, LocalDate first, LocalDate last) {
        return resolved(first, last).stream()
                .filter(t -> agent.equals(t.resolvedBy()))
                .toList();
    }

    private long backlog(LocalDate day) {
        return count(
                tickets,
                t -> !day(t.created()).isAfter(day)
                        && (t.resolved() == null || day(t.resolved()).isAfter(day)));
    }

    private LocalDate day(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    private boolean within(@Nullable Instant time, LocalDate first, LocalDate last) {
        return time != null && !day(time).isBefore(first) && !day(time).isAfter(last);
    }

    private static long count(List<FileTicket> among, Predicate<FileTicket> which) {
        return among.stream().filter(which).count();
    }

    private static @Nullable BigDecimal mean(List<Duration> durations) {
        return durations.isEmpty()
                ? null
                : durations.stream()
                        .map(duration -> BigDecimal.valueOf(duration.toMillis()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(3_600_000L * durations.size()), 2, RoundingMode.HALF_UP);
    }

    private static void assertHours(JsonNode answered, @Nullable BigDecimal expected) {
        if (expected == null) {
            assertThat(answered.isNull()).isTrue();
        } else {
            assertThat(answered.decimalValue()).isEqualByComparingTo(expected);
        }
    }

    private static void assertRate(JsonNode answered, long part, long all) {
        if (all == 0) {
            assertThat(answered.isNull()).isTrue();
        } else {
            assertThat(answered.decimalValue())
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP));
        }
    }

    private JsonNode report(String path) throws IOException, InterruptedException {
        String separator = path.contains("?") ? "&" : "?";
        return desk.get("/reports/%s%sfrom=%s&to=%s".formatted(path, separator, from, to));
    }

    /** How many tickets the list shows that a link leads to. */
    private long listed(String link) throws IOException, InterruptedException {
        return desk.get(link.substring("/api/v1".length()) + "&limit=1&total=true")
                .path("total")
                .asLong();
    }
}
