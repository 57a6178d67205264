package io.deskledger.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.local.config.LauncherException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;

/** Asks a running analytics worker for what only operators may ask: its management side, on this machine. */
public final class WorkerClient {

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int OK = 200;

    /** What holding days against the tickets found. */
    public record Reconciliation(long id, int days, int drifts) {}

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ObjectMapper json = new ObjectMapper();
    private final String base;

    public WorkerClient(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    /** Has days computed again; answers how many days wait now. */
    public long backfill(LocalDate from, LocalDate to) throws IOException, InterruptedException {
        return post("/backfill", days(from, to)).path("waiting").asLong();
    }

    /** How many days wait to be computed. */
    public long waiting() throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(base + "/backfill")).GET())
                .path("waiting")
                .asLong();
    }

    public Reconciliation reconcile(LocalDate from, LocalDate to, boolean repair)
            throws IOException, InterruptedException {
        JsonNode done = post("/reconciliation", days(from, to).put("repair", repair));
        return new Reconciliation(
                done.path("id").asLong(),
                done.path("days").asInt(),
                done.path("drifts").asInt());
    }

    private ObjectNode days(LocalDate from, LocalDate to) {
        return json.createObjectNode().put("from", from.toString()).put("to", to.toString());
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new LauncherException(
                    "The analytics worker answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
        return json.readTree(answer.body());
    }
}
