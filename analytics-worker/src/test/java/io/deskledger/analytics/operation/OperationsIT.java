package io.deskledger.analytics.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.analytics.Desk;
import io.deskledger.analytics.SampleTicket;
import io.deskledger.model.ticket.TicketPriority;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsIT {

    @Test
    void daysAreComputedAgainAndHeldAgainstTheTicketsOnRequest() throws Exception {
        try (Desk desk = Desk.prepared()) {
            SampleTicket.create(desk, 1, TicketPriority.HIGH, "vpn", Instant.parse("2026-02-03T12:00:00Z"));
            try (EmbeddedServer server = ApplicationContext.run(
                            EmbeddedServer.class, desk.properties("UTC", Map.of("DESKLEDGER_ANALYTICS_PORT", "-1")));
                    HttpClient client = HttpClient.newHttpClient()) {
                desk.awaitComplete();
                // The answer of a long reconciliation is not given up half way.
                assertThat(server.getApplicationContext().getProperty("micronaut.server.idle-timeout", Duration.class))
                        .contains(Duration.ofMinutes(30));
                desk.update("UPDATE analytics.daily_totals SET created = 5");

                assertThat(post(client, server, "reconciliation", """
                                {"from": "2026-02-01", "to": "2026-02-28", "repair": false}""").body()).contains("\"days\":28", "\"drifts\":1");
                HttpResponse<String> begun =
                        post(client, server, "backfill", "{\"from\": \"2026-02-01\", \"to\": \"2026-02-28\"}");

                assertThat(begun.body()).matches("\\{\"waiting\":(2[0-9]|[0-9])}");
                desk.awaitComplete();
                assertThat(desk.count("SELECT sum(created) FROM analytics.daily_totals"))
                        .isEqualTo(1);
                assertThat(
                                desk.count(
                                        "SELECT count(*) FROM analytics.computed_days WHERE day BETWEEN '2026-02-01' AND '2026-02-28'"))
                        .isEqualTo(28);
                assertThat(post(client, server, "backfill", "{\"from\": \"2026-02-30\", \"to\": \"2026-02-28\"}")
                                .statusCode())
                        .isEqualTo(400);
                assertThat(post(client, server, "backfill", "{\"from\": \"2026-02-28\", \"to\": \"2026-02-01\"}")
                                .statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESKLEDGER_RECONCILIATION_CRON", "DESKLEDGER_DAY_CLOSE_CRON", "DESKLEDGER_RANKINGS_CRON"})
    void aWrongTimeIsToldAtStart(String variable) {
        try (Desk desk = Desk.prepared()) {
            assertThatThrownBy(() -> desk.worker("UTC", Map.of(variable, "0 99 2 * * *")))
                    .hasStackTraceContaining(variable)
                    .hasStackTraceContaining("0 99 2 * * *");
        }
    }

    private static HttpResponse<String> post(HttpClient client, EmbeddedServer server, String endpoint, String body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.getURI() + "/" + endpoint))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
