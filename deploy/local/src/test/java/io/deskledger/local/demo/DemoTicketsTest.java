package io.deskledger.local.demo;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DemoTicketsTest {

    private static final Instant PRESENT = Instant.parse("2026-03-18T14:20:30Z");
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "open", Set.of("in_progress"),
            "in_progress", Set.of("waiting_on_customer", "resolved"),
            "waiting_on_customer", Set.of("open"),
            "resolved", Set.of("open", "closed"),
            "closed", Set.of());

    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> tickets =
            new DemoTickets(7, PRESENT).lines(2_000).map(this::parse).toList();

    @Test
    void theSameSeedMakesTheSameTickets() {
        assertThat(new DemoTickets(7, PRESENT).lines(300))
                .containsExactlyElementsOf(
                        new DemoTickets(7, PRESENT).lines(300).toList());
        assertThat(new DemoTickets(8, PRESENT).lines(5).toList())
                .isNotEqualTo(new DemoTickets(7, PRESENT).lines(5).toList());
    }

    @Test
    void moreTicketsAreTheSameOnesAndSomeMore() {
        Set<String> few = new DemoTickets(7, PRESENT).lines(200).collect(Collectors.toSet());

        assertThat(new DemoTickets(7, PRESENT).lines(400).toList()).containsAll(few);
    }

    @Test
    void everyTicketKeepsTheRules() {
        Set<String> ids = new HashSet<>();
        for (JsonNode ticket : tickets) {
            assertThat(ids.add(ticket.path("external_id").asText())).isTrue();
            assertThat(ticket.path("title").asText()).hasSizeBetween(5, 500).doesNotContain("{", "#");
            assertThat(ticket.path("description").asText())
                    .hasSizeGreaterThan(10)
                    .doesNotContain("{", "#");
            assertThat(ticket.path("priority").asText()).isIn("low", "medium", "high", "urgent");
            requireConsistentHistory(ticket);
        }
    }

    private void requireConsistentHistory(JsonNode ticket) {
        Instant last = Instant.parse(ticket.path("created_at").asText());
        String status = "open";
        boolean assigned = false;
        for (JsonNode step : ticket.path("history")) {
            Instant at = Instant.parse(step.path("at").asText());
            assertThat(at).isAfter(last).isBefore(PRESENT);
            last = at;
            assigned |= step.has("assignee");
            if (step.has("status")) {
                assertThat(assigned).isTrue();
                assertThat(ALLOWED.get(status)).contains(step.path("status").asText());
                status = step.path("status").asText();
            }
            if (step.has("comment")) {
                assertThat(step.path("comment").path("content").asText()).doesNotContain("{", "#");
            }
        }
    }

    @Test
    void theDeskLooksLikeADesk() {
        assertThat(share(ticket -> last(ticket).equals("closed"))).isBetween(0.80, 0.97);
        assertThat(share(ticket -> !Set.of("closed", "resolved").contains(last(ticket))))
                .isBetween(0.02, 0.12);
        assertThat(share(ticket -> ticket.path("priority").asText().equals("urgent")))
                .isBetween(0.02, 0.12);
        assertThat(share(DemoTicketsTest::reopened)).isBetween(0.03, 0.10);
        assertThat(share(ticket -> weekend(created(ticket)))).isBetween(0.02, 0.16);
        assertThat(share(ticket -> ticket.toString().contains("customer@example.com")))
                .isGreaterThan(0.005);
        assertThat(tickets)
                .anyMatch(ticket ->
                        last(ticket).equals("open") && created(ticket).isBefore(PRESENT.minus(Duration.ofDays(30))));
        assertThat(tickets.stream()
                        .map(ticket -> ticket.path("description").asText())
                        .distinct())
                .hasSizeGreaterThan(1_900);
        Map<String, List<JsonNode>> byCategory = tickets.stream()
                .collect(groupingBy(ticket -> ticket.path("category").asText()));
        assertThat(byCategory).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void comesOldestFirstAndCoversAYear() {
        assertThat(tickets).isSortedAccordingTo(Comparator.comparing(DemoTicketsTest::created));
        assertThat(created(tickets.getFirst())).isBefore(PRESENT.minus(Duration.ofDays(350)));
        assertThat(created(tickets.getLast())).isBetween(PRESENT.minus(Duration.ofDays(2)), PRESENT);
    }

    private double share(Predicate<JsonNode> of) {
        return (double) tickets.stream().filter(of).count() / tickets.size();
    }

    private static boolean reopened(JsonNode ticket) {
        List<String> statuses = statuses(ticket);
        return statuses.contains("resolved") && statuses.lastIndexOf("open") > statuses.indexOf("resolved");
    }

    private static String last(JsonNode ticket) {
        List<String> statuses = statuses(ticket);
        return statuses.isEmpty() ? "open" : statuses.getLast();
    }

    private static List<String> statuses(JsonNode ticket) {
        return StreamSupport.stream(ticket.path("history").spliterator(), false)
                .filter(step -> step.has("status"))
                .map(step -> step.path("status").asText())
                .toList();
    }

    private static Instant created(JsonNode ticket) {
        return Instant.parse(ticket.path("created_at").asText());
    }

    private static boolean weekend(Instant at) {
        DayOfWeek day = at.atZone(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
