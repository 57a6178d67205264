package io.deskledger.local.e2e;

import static io.deskledger.local.e2e.Figures.assertDurations;
import static io.deskledger.local.e2e.Figures.assertHours;
import static io.deskledger.local.e2e.Figures.assertRate;
import static io.deskledger.local.e2e.Figures.mean;
import static io.deskledger.local.e2e.FileQuestions.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The dashboard and its categories. */
final class DashboardOfFile {

    private final FileReports reports;
    private final FileQuestions of;

    DashboardOfFile(FileReports reports) {
        this.reports = reports;
        this.of = reports.of();
    }

    void dashboardIsRight() throws IOException, InterruptedException {
        JsonNode board = reports.report("dashboard");
        assertThat(board.path("zone").asText()).isEqualTo(of.zone().getId());
        List<FileTicket> created = of.created();
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
        assertThat(sum(board.path("by_status"))).isEqualTo(created.size());
        assertThat(sum(board.path("by_priority"))).isEqualTo(created.size());
        assertThat(board.path("unassigned").asLong()).isEqualTo(count(created, t -> !t.done() && t.assignee() == null));
        assertThat(board.path("backlog").asLong()).isEqualTo(of.backlog(of.to()));
        List<Duration> took =
                of.resolved(of.from(), of.to()).stream().map(FileTicket::took).toList();
        assertDurations(board, "resolution", took);
        assertDurations(
                board,
                "first_response",
                of.tickets().stream()
                        .filter(t -> of.within(t.answered(), of.from(), of.to()))
                        .map(FileTicket::waited)
                        .toList());
        for (String figure : List.of("total", "by_status.closed", "by_priority.high", "unassigned", "backlog")) {
            JsonNode value = board;
            for (String name : figure.split("\\.", -1)) {
                value = value.path(name);
            }
            assertThat(reports.listed(board.path("links").path(figure).asText()))
                    .as("tickets behind " + figure)
                    .isEqualTo(value.asLong());
        }
        assertThat(reports.listed(board.path("links").path("resolved").asText()))
                .isEqualTo(took.size());
    }

    void overdueIsRight() throws IOException, InterruptedException {
        assertThat(reports.report("dashboard").path("overdue").asLong())
                .isEqualTo(count(of.created(), DashboardOfFile::isOverdue));
    }

    private static long sum(JsonNode figures) {
        return figures.properties().stream()
                .mapToLong(one -> one.getValue().asLong())
                .sum();
    }

    private static boolean isOverdue(FileTicket ticket) {
        return !ticket.done()
                && ticket.openFor(
                                Duration.ofHours(Objects.requireNonNull(PromisesOfFile.TARGETS.get(ticket.priority()))))
                        != null;
    }

    void categoriesAreRight() throws IOException, InterruptedException {
        List<FileTicket> created = of.created();
        Map<String, Long> expected = created.stream()
                .collect(Collectors.groupingBy(
                        t -> Objects.requireNonNullElse(t.category(), ""), TreeMap::new, Collectors.counting()));
        Map<String, Long> answered = new TreeMap<>();
        for (JsonNode item : reports.report("categories").path("items")) {
            String category = item.path("category").asText("");
            answered.put(category, item.path("total").asLong());
            assertHours(
                    item.path("avg_resolution_hours"),
                    mean(of.resolved(of.from(), of.to()).stream()
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
                    mean(of.answered(of.from(), of.to()).stream()
                            .filter(t ->
                                    Objects.requireNonNullElse(t.category(), "").equals(category))
                            .map(FileTicket::waited)
                            .toList()));
            if (!category.isEmpty()) {
                assertThat(reports.listed(item.path("link").asText()))
                        .isEqualTo(item.path("total").asLong());
            }
        }
        assertThat(answered).isEqualTo(expected);
    }
}
