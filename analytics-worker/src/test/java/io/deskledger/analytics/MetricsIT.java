package io.deskledger.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/operations.md against what this service exposes, both ways. */
class MetricsIT {

    /** What is the framework's is documented as far as it is used; what is ours, without exception. */
    private static final Pattern OURS = Pattern.compile("(deskledger|outbox|webhooks)_.*");

    private static final Pattern EXPOSED = Pattern.compile("^# TYPE (\\S+) ", Pattern.MULTILINE);
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| (?:all|analytics-worker) \\|", Pattern.MULTILINE);

    @Test
    void areThoseOfTheTableAndTellHowTheSummariesAre() throws Exception {
        try (Desk desk = Desk.prepared();
                EmbeddedServer server = ApplicationContext.run(
                        EmbeddedServer.class, desk.properties("UTC", Map.of("DESKLEDGER_ANALYTICS_PORT", "-1")));
                HttpClient client = HttpClient.newHttpClient()) {
            // Answers are counted once there was one.
            await().atMost(Desk.PATIENCE).untilAsserted(() -> assertDocumented(scrape(client, server)));

            desk.update("""
                    INSERT INTO analytics.reconciliations (cause, started_at, finished_at, days, drifts)
                    VALUES ('scheduled', now() - interval '3 hours', now() - interval '2 hours', 5, 3)
                    """);
            await().atMost(Desk.PATIENCE).untilAsserted(() -> {
                String metrics = scrape(client, server);
                assertThat(value(metrics, "deskledger_analytics_drift")).isEqualTo(3);
                assertThat(value(metrics, "deskledger_analytics_reconciliation_age_seconds"))
                        .isBetween(7_200.0, 7_500.0);
                assertThat(value(metrics, "deskledger_analytics_dirty_age_seconds"))
                        .isNotNegative();
            });
        }
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String scrape(HttpClient client, EmbeddedServer server) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(server.getURI() + "/prometheus"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void assertDocumented(String exposition) throws IOException {
        Set<String> exposed = names(EXPOSED, exposition);
        Set<String> documented = names(DOCUMENTED, Files.readString(Path.of("../docs/operations.md")));
        assertThat(exposed).containsAll(documented);
        assertThat(exposed)
                .filteredOn(name -> OURS.matcher(name).matches())
                .allSatisfy(name -> assertThat(documented).contains(name.replaceFirst("_max$", "")));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
