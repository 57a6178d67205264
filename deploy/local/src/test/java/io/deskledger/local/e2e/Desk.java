package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A person at the desk, by HTTP. */
final class Desk {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer as it came. */
    record Reply(int status, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String base;
    private String token = "";

    Desk(String address) {
        this.base = address + "/api/v1";
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    Desk login(String email, String password) throws IOException, InterruptedException {
        JsonNode answer = post("/auth/login", object().put("username", email).put("password", password), 200);
        token = answer.path("access_token").asText();
        return this;
    }

    long createTicket(String title) throws IOException, InterruptedException {
        ObjectNode ticket = object().put("title", title).put("description", "The panel in the hall is dark again.");
        return post("/tickets", ticket, 201).path("id").asLong();
    }

    /** Creates a ticket as part of a trace. */
    void createTicket(String title, String traceparent) throws IOException, InterruptedException {
        ObjectNode ticket = object().put("title", title).put("description", "The panel in the hall is dark again.");
        answer(
                request("/tickets")
                        .header("Content-Type", "application/json")
                        .header("traceparent", traceparent)
                        .POST(BodyPublishers.ofString(ticket.toString())),
                201);
    }

    void patchTicket(long id, ObjectNode change) throws IOException, InterruptedException {
        HttpRequest.Builder request = request("/tickets/" + id)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(change.toString()));
        answer(request, 200);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET(), 200);
    }

    /** An export that has one object in each line. */
    List<JsonNode> lines(String path) throws IOException, InterruptedException {
        HttpRequest request =
                request(path).header("Accept", "application/x-ndjson").build();
        HttpResponse<Stream<String>> answer = http.send(request, BodyHandlers.ofLines());
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<String> body = answer.body()) {
            for (String line : (Iterable<String>) body::iterator) {
                lines.add(JSON.readTree(line));
            }
        }
        assertThat(answer.statusCode()).as("GET %s: %s", path, lines).isEqualTo(200);
        return lines;
    }

    JsonNode post(String path, ObjectNode body, int expected) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.toString()));
        return answer(request, expected);
    }

    /** Sends a write under an idempotency key, whatever is answered. */
    Reply send(String method, String path, String body, String key) throws IOException, InterruptedException {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        return new Reply(answer.statusCode(), answer.body());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode answer(HttpRequest.Builder request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", answer.request().method(), answer.uri(), answer.body())
                .isEqualTo(expected);
        return JSON.readTree(answer.body());
    }
}
