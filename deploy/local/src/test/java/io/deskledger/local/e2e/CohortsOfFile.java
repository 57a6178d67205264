package io.deskledger.local.e2e;

import static io.deskledger.local.e2e.Figures.assertHours;
import static io.deskledger.local.e2e.Figures.assertRate;
import static io.deskledger.local.e2e.Figures.mean;
import static io.deskledger.local.e2e.FileQuestions.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Cohorts of every kind. */
final class CohortsOfFile {

    private final FileReports reports;
    private final FileQuestions of;

    CohortsOfFile(FileReports reports) {
        this.reports = reports;
        this.of = reports.of();
    }

    void areRight() throws IOException, InterruptedException {
        weeksAreRight();
        kindIsRight("category", t -> List.of(Objects.requireNonNullElse(t.category(), "")));
        kindIsRight("priority", t -> List.of(t.priority()));
        kindIsRight("tag", FileTicket::tags);
    }

    private void weeksAreRight() throws IOException, InterruptedException {
        Map<String, List<FileTicket>> weeks = of.created().stream()
                .collect(Collectors.groupingBy(
                        t -> of.day(t.created())
                                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                                .toString(),
                        TreeMap::new,
                        Collectors.toList()));
        JsonNode items = reports.report("cohorts?by=created_week").path("items");
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

    private void kindIsRight(String kind, Function<FileTicket, Collection<String>> key)
            throws IOException, InterruptedException {
        Map<String, List<FileTicket>> groups = new TreeMap<>();
        of.created()
                .forEach(t -> key.apply(t)
                        .forEach(value -> groups.computeIfAbsent(value, _ -> new ArrayList<>())
                                .add(t)));
        JsonNode items = reports.report("cohorts?by=" + kind).path("items");
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
                assertThat(reports.listed(item.path("link").asText())).isEqualTo(group.size());
            }
        }
    }
}
