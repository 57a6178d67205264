package io.deskledger.local.e2e;

import static io.deskledger.local.e2e.Figures.assertDurations;
import static io.deskledger.local.e2e.Figures.mean;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Every first response. */
final class ResponseTimesOfFile {

    private final FileReports reports;
    private final FileQuestions of;

    ResponseTimesOfFile(FileReports reports) {
        this.reports = reports;
        this.of = reports.of();
    }

    /** Ticket by ticket over all pages, the first ones first. */
    void areRight() throws IOException, InterruptedException {
        List<String> expected = of.answered(of.from(), of.to()).stream()
                .map(t -> t.answered() + " " + t.answeredBy() + " " + mean(List.of(t.waited())))
                .sorted()
                .toList();
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = reports.report("response-times?limit=200" + cursor);
            for (JsonNode item : page.path("items")) {
                seen.add(Instant.parse(item.path("first_responded_at").asText()) + " "
                        + item.path("agent").path("email").asText() + " "
                        + item.path("first_response_hours").decimalValue().setScale(2));
            }
            if (cursor.isEmpty()) {
                assertDurations(
                        page,
                        "first_response",
                        of.answered(of.from(), of.to()).stream()
                                .map(FileTicket::waited)
                                .toList());
            }
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertThat(seen.stream().sorted().toList()).isEqualTo(expected);
    }
}
