package io.deskledger.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The REST API, for somebody who is signed in. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private String token = "";

    private Api(String base) {
        this.base = base;
    }

    static Api signIn(String base, String email, String password) {
        Api api = new Api(base);
        String login = JSON.createObjectNode()
                .put("username", email)
                .put("password", password)
                .toString();
        api.token = read(api.send(api.request("/auth/login", "application/json").POST(BodyPublishers.ofString(login))))
                .path("access_token")
                .asText();
        return api;
    }

    /** A new ticket's id. */
    long create(String title) {
        String ticket = JSON.createObjectNode()
                .put("title", title)
                .put("description", "What the customer said.")
                .toString();
        return read(send(request("/tickets", "application/json").POST(BodyPublishers.ofString(ticket))))
                .path("id")
                .asLong();
    }

    void comment(long ticket, String content) {
        String comment = JSON.createObjectNode().put("content", content).toString();
        read(send(request("/tickets/" + ticket + "/comments", "application/json")
                .POST(BodyPublishers.ofString(comment))));
    }

    /** Moves the ticket to another status, whatever happened to it meanwhile. */
    void move(long ticket, String status) {
        String patch = JSON.createObjectNode().put("status", status).toString();
        read(send(request("/tickets/" + ticket, "application/json").method("PATCH", BodyPublishers.ofString(patch))));
    }

    JsonNode get(String path) {
        return read(send(request(path, "application/json").GET()));
    }

    /** The id of a text file on the ticket. */
    long attach(long ticket, String content) {
        String body = "--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"note.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n" + content + "\r\n--border--\r\n";
        return read(send(request("/tickets/" + ticket + "/attachments", "multipart/form-data; boundary=border")
                        .POST(BodyPublishers.ofString(body))))
                .path("id")
                .asLong();
    }

    String content(long attachment) {
        return send(request("/attachments/" + attachment + "/content", "text/plain")
                        .GET())
                .body();
    }

    int status(String path) {
        return send(request(path, "application/json").GET()).statusCode();
    }

    boolean isAudited(long ticket) {
        return send(request("/tickets/" + ticket + "/audit", "application/json").GET())
                .body()
                .contains("\"action\":\"CREATE\"");
    }

    /** Whether nothing is on its way to the audit log. */
    boolean isSettled() {
        JsonNode gaps = gaps();
        JsonNode lag = gaps.path("lag");
        return gaps.path("settled").asBoolean()
                && lag.path("outbox").asLong() == 0
                && lag.path("kafka").asLong() == 0;
    }

    /** How many changes are in no row of the audit log. */
    long missing() {
        return gaps().path("missing").asLong(-1);
    }

    private JsonNode gaps() {
        return get("/audit/gaps");
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
