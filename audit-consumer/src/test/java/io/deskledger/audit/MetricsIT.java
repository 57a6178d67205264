package io.deskledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.audit.consume.AuditDesk;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            Pattern.compile("^\\| `([a-z0-9_]+)` \\| (?:all|audit-consumer) \\|", Pattern.MULTILINE);

    @Test
    void areThoseOfTheTable() throws Exception {
        try (AuditDesk desk = new AuditDesk();
                HttpClient client = HttpClient.newHttpClient()) {
            EmbeddedServer server = desk.startConsumer();
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.getURI() + "/prometheus"))
                    .build();
            // Answers are counted once there was one.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertDocumented(
                            client.send(request, BodyHandlers.ofString()).body()));
        }
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
