package io.deskledger.local.e2e;

import static io.deskledger.local.e2e.FileQuestions.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Trends by day, week and month. */
final class TrendsOfFile {

    private final FileReports reports;
    private final FileQuestions of;

    TrendsOfFile(FileReports reports) {
        this.reports = reports;
        this.of = reports.of();
    }

    void areRight() throws IOException, InterruptedException {
        areRight("day", day -> day);
        areRight("week", day -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        areRight("month", day -> day.withDayOfMonth(1));
    }

    private void areRight(String interval, Function<LocalDate, LocalDate> first)
            throws IOException, InterruptedException {
        Map<LocalDate, List<LocalDate>> periods = of.from()
                .datesUntil(of.to().plusDays(1))
                .collect(Collectors.groupingBy(first, TreeMap::new, Collectors.toList()));
        JsonNode items = reports.report("trends?interval=" + interval).path("items");
        assertThat(items).hasSize(periods.size());
        for (JsonNode item : items) {
            List<LocalDate> days = Objects.requireNonNull(
                    periods.get(LocalDate.parse(item.path("period").asText())));
            LocalDate begin = days.getFirst();
            LocalDate end = days.getLast();
            String period = interval + " " + begin;
            assertThat(item.path("created").asLong())
                    .as(period)
                    .isEqualTo(count(of.tickets(), t -> of.within(t.created(), begin, end)));
            assertThat(item.path("urgent_created").asLong())
                    .as(period)
                    .isEqualTo(count(of.tickets(), t -> t.urgentAtFirst() && of.within(t.created(), begin, end)));
            assertThat(item.path("reopened").asLong())
                    .as(period)
                    .isEqualTo(of.tickets().stream()
                            .flatMap(t -> t.reopenings().stream())
                            .filter(at -> of.within(at, begin, end))
                            .count());
            assertThat(item.path("resolved").asLong())
                    .as(period)
                    .isEqualTo(of.resolved(begin, end).size());
            assertThat(item.path("closed").asLong())
                    .as(period)
                    .isEqualTo(count(of.tickets(), t -> of.within(t.closed(), begin, end)));
            assertThat(item.path("backlog").asLong()).as(period).isEqualTo(of.backlog(end));
        }
        JsonNode some = items.get(items.size() / 2);
        List<LocalDate> its = Objects.requireNonNull(
                periods.get(LocalDate.parse(some.path("period").asText())));
        assertThat(reports.listed(some.path("links").path("reopened").asText()))
                .as("tickets behind reopened")
                .isEqualTo(count(
                        of.tickets(),
                        t -> t.reopenings().stream().anyMatch(at -> of.within(at, its.getFirst(), its.getLast()))));
        for (String figure : List.of("created", "resolved", "closed", "backlog")) {
            assertThat(reports.listed(some.path("links").path(figure).asText()))
                    .as("tickets behind " + figure)
                    .isEqualTo(some.path(figure).asLong());
        }
    }
}
