package io.deskledger.local.e2e;

import static io.deskledger.local.e2e.Figures.assertHours;
import static io.deskledger.local.e2e.Figures.assertRate;
import static io.deskledger.local.e2e.Figures.mean;
import static io.deskledger.local.e2e.FileQuestions.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What agents did, and their ranks. */
final class AgentsOfFile {

    private static final int LEAST = 5;

    private final FileReports reports;
    private final FileQuestions of;

    AgentsOfFile(FileReports reports) {
        this.reports = reports;
        this.of = reports.of();
    }

    void areRight() throws IOException, InterruptedException {
        performanceIsRight();
        ranksAreRight("resolved");
        ranksAreRight("avg_resolution_hours");
        ranksAreRight("first_response_hours");
    }

    private void performanceIsRight() throws IOException, InterruptedException {
        int seen = 0;
        for (JsonNode item : reports.report("agents/performance").path("items")) {
            String agent = item.path("agent").path("email").asText();
            List<FileTicket> own = of.created().stream()
                    .filter(t -> agent.equals(t.assignee()))
                    .toList();
            List<FileTicket> done = of.resolvedBy(agent, of.from(), of.to());
            assertThat(item.path("total").asLong()).as(agent).isEqualTo(own.size());
            assertThat(item.path("resolved").asLong()).as(agent).isEqualTo(done.size());
            assertThat(item.path("closed").asLong())
                    .as(agent)
                    .isEqualTo(count(
                            of.tickets(),
                            t -> agent.equals(t.resolvedBy()) && of.within(t.closed(), of.from(), of.to())));
            assertRate(item.path("resolution_rate"), count(own, FileTicket::done), own.size());
            assertHours(
                    item.path("avg_resolution_hours"),
                    mean(done.stream().map(FileTicket::took).toList()));
            assertHours(
                    item.path("avg_first_response_hours"),
                    mean(of.answered(of.from(), of.to()).stream()
                            .filter(t -> agent.equals(t.answeredBy()))
                            .map(FileTicket::waited)
                            .toList()));
            assertThat(item.path("comments").asLong())
                    .as(agent)
                    .isEqualTo(of.created().stream()
                            .mapToLong(t -> t.comments().getOrDefault(agent, 0L))
                            .sum());
            assertThat(reports.listed(item.path("links").path("resolved").asText()))
                    .isEqualTo(done.size());
            assertThat(reports.listed(item.path("links").path("total").asText()))
                    .isEqualTo(own.size());
            seen += done.size();
        }
        assertThat(seen).isEqualTo((int) count(of.resolved(of.from(), of.to()), t -> t.resolvedBy() != null));
    }

    /** With the ties that equal numbers give, against the same number of days before. */
    private void ranksAreRight(String metric) throws IOException, InterruptedException {
        LocalDate before = of.from().minusDays(of.to().toEpochDay() - of.from().toEpochDay() + 1);
        Map<String, Long> now = ranks(metric, of.from(), of.to());
        Map<String, Long> then = ranks(metric, before, of.from().minusDays(1));
        Map<String, Long> answered = new TreeMap<>();
        for (JsonNode item : reports.report("agents/ranking?metric=" + metric + "&limit=1000")
                .path("items")) {
            String agent = item.path("agent").path("email").asText();
            if (!item.path("rank").isNull()) {
                answered.put(agent, item.path("rank").asLong());
            }
            assertThat(item.path("previous_rank").asText())
                    .as(metric + agent)
                    .isEqualTo(String.valueOf(then.get(agent)));
            assertThat(item.path("resolved").asLong())
                    .isEqualTo(of.resolvedBy(agent, of.from(), of.to()).size());
        }
        assertThat(answered).as(metric).isEqualTo(now);
    }

    private Map<String, Long> ranks(String metric, LocalDate first, LocalDate last) {
        Map<String, List<FileTicket>> resolved = of.resolved(first, last).stream()
                .filter(t -> t.resolvedBy() != null)
                .collect(Collectors.groupingBy(t -> Objects.requireNonNull(t.resolvedBy())));
        Map<String, List<FileTicket>> answered = of.answered(first, last).stream()
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
}
