package io.deskledger.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadinessIT {

    @Test
    void isReadyOnceTheTicketsCanBeReadAndSaysWhyNotBefore() throws Exception {
        try (Desk desk = new Desk();
                ChangeTopic topic = new ChangeTopic();
                EmbeddedServer server = ApplicationContext.run(
                        EmbeddedServer.class, desk.properties("UTC", Map.of("DESKLEDGER_ANALYTICS_PORT", "-1")));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> before = get(client, server, "/health/readiness");
            assertThat(before.statusCode()).isEqualTo(503);
            assertThat(before.body()).contains("support.");
            assertThat(get(client, server, "/health/liveness").statusCode()).isEqualTo(200);

            topic.publishJunk("not an event");
            desk.migrateSupport();

            await().atMost(Desk.PATIENCE)
                    .until(() -> get(client, server, "/health/readiness").statusCode() == 200);
            // It is read again, and counted again, where its neighbours had to wait for the tickets.
            Pattern skipped =
                    Pattern.compile("deskledger_analytics_events_skipped_total\\{reason=\"malformed\"} [1-9]");
            await().atMost(Desk.PATIENCE)
                    .until(() -> skipped.matcher(
                                    get(client, server, "/prometheus").body())
                            .find());
        }
    }

    private static HttpResponse<String> get(HttpClient client, EmbeddedServer server, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
