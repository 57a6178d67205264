package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ChangesTopic;
import io.deskledger.api.Desk;
import io.deskledger.embedded.SpanCollector;
import io.deskledger.embedded.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One trace from the request to the record in Kafka, whether spans are recorded or not. */
class TraceIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String GIVEN = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static SpanCollector collector;
    private static ApiServer api;

    @BeforeAll
    static void startWithACollector() throws IOException {
        collector = SpanCollector.start();
        api = ApiServer.start(ApiServer.newDesk(), Map.of("otel.exporter.otlp.endpoint", collector.endpoint()));
    }

    @AfterAll
    static void stop() {
        api.close();
        collector.close();
    }

    @Test
    void aChangeIsOfTheTraceOfItsRequest() throws IOException {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka())) {
            String request = UUID.randomUUID().toString();
            create(api, request, GIVEN).expect(201);

            String change = traceparent(topic, request);
            assertThat(change).matches("00-" + TRACE + "-[0-9a-f]{16}-01").isNotEqualTo(GIVEN);
            await().atMost(PATIENCE).until(() -> collector.has("ticket-api", TRACE, "POST /api/v1/tickets"));
            await().atMost(PATIENCE).until(() -> collector.has("ticket-api", TRACE, "deskledger.changes publish"));
            assertThat(collector.has("ticket-api", TRACE, request)).isTrue();
        }
    }

    @Test
    void aRequestWithoutATraceBeginsOne() throws IOException {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka())) {
            String request = UUID.randomUUID().toString();
            create(api, request, "").expect(201);

            String trace = traceparent(topic, request).substring(3, 35);
            await().atMost(PATIENCE).until(() -> collector.has("ticket-api", trace, "POST /api/v1/tickets"));
        }
    }

    @Test
    void whatIsNotRecordedIsPassedOnAsItCame() throws IOException {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApiServer quiet = ApiServer.start(ApiServer.newDesk(), Map.of())) {
            String request = UUID.randomUUID().toString();
            create(quiet, request, GIVEN).expect(201);

            assertThat(traceparent(topic, request)).isEqualTo(GIVEN);
        }
    }

    @Test
    void aProblemNamesItsTrace() {
        Answer problem = api.admin().sendBytes("GET", "/tickets/987654321", new byte[0], "traceparent", GIVEN);
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.text("trace_id")).isEqualTo(TRACE);
        assertThat(ApiServer.shared().anonymous().get("/me").expect(401).text("trace_id"))
                .matches("[0-9a-f]{32}");
    }

    private static Answer create(ApiServer server, String request, String traceparent) throws IOException {
        byte[] body = new ObjectMapper().writeValueAsBytes(Desk.ticket());
        return server.admin()
                .sendBytes(
                        "POST",
                        "/tickets",
                        body,
                        "Content-Type",
                        "application/json",
                        "X-Request-Id",
                        request,
                        "traceparent",
                        traceparent);
    }

    private static String traceparent(ChangesTopic topic, String request) {
        await().atMost(PATIENCE).until(() -> !topic.of(request).isEmpty());
        return String.valueOf(topic.of(request).getFirst().event().getExtension("traceparent"));
    }
}
