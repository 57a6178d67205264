package io.deskledger.local.e2e;

import static io.deskledger.local.e2e.FileQuestions.count;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was promised and kept. */
final class PromisesOfFile {

    /** Hours to the resolution, by the default policy. */
    static final Map<String, Integer> TARGETS = Map.of("urgent", 4, "high", 24, "medium", 72, "low", 168);

    private final FileReports reports;
    private final FileQuestions of;

    PromisesOfFile(FileReports reports) {
        this.reports = reports;
        this.of = reports.of();
    }

    /** By the default policy, on whose clock every second counts in which a ticket is open. */
    void areRight() throws IOException, InterruptedException {
        Map<String, String> answered = new TreeMap<>();
        for (JsonNode item : reports.report("sla").path("items")) {
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
            List<FileTicket> own = of.tickets().stream()
                    .filter(t -> t.priority().equals(priority))
                    .toList();
            long resolved = count(own, t -> of.within(t.resolved(), of.from(), of.to()));
            long inTime = count(own, t -> of.within(t.resolved(), of.from(), of.to()) && t.openFor(target) == null);
            long missed = count(own, t -> !t.done() && of.within(t.openFor(target), of.from(), of.to()));
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
}
